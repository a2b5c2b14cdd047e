"""What comes from elsewhere: bytes of rosters and head counts into values, every fault named by its place."""
