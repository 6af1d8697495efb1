"""What decides in the directory: places, needs, whom a service is for, and when its contact is asked."""
