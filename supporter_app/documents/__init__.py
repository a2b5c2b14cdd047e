"""Values in, bytes out: papers and the letters they are drawn with."""
