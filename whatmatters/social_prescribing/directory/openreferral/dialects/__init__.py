"""The ways in which directories are written in the world, one small module each, told apart by what is there."""
