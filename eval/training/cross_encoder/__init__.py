"""Train the cross-encoder of the entailment checker and export it: `python -m eval.training.cross_encoder`."""
