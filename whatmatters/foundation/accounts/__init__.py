"""Sign-in: turns somebody at a keyboard into an Actor, and shuts the door behind those who leave."""
