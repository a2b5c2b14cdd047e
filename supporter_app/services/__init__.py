"""What a person does with the program."""
