"""What is said in a sentence: figures, quotations, names, dates, attributions, modality."""
