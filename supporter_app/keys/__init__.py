"""What keeps a name from other eyes: keys of people, the master key above them, and who holds that."""
