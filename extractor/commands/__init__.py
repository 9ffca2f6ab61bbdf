"""What each command does, apart from reading its arguments. One module a command; only these and ``cli`` print."""
