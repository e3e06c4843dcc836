"""How good are the parts? Each benchmark is a module with a command of its own."""
