"""The parts of a company file, one subject each: what is said becomes plain records for the events of the rooms."""
