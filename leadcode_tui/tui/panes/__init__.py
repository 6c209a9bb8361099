"""The panes of the screen: each says which rows stand where."""
