"""The door of the back office: who comes in, which company they see, and the acts they do there."""
