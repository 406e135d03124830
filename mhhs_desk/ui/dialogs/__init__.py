"""The few dialogs a pane cannot replace."""
