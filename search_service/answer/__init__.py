"""What is answered: the view model, made from what the index found and the store holds."""
