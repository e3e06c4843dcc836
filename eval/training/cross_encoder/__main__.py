"""Train the cross-encoder of the entailment checker in stages, and export it.

    python -m eval.training.cross_encoder train --data DIR --encoder FILE --run FOLDER [--stage NAME]
    python -m eval.training.cross_encoder judge --data DIR --run FOLDER --stage NAME
    python -m eval.training.cross_encoder export --run FOLDER --stage NAME

DIR is the folder of benchmark data, FILE the `model.safetensors` of all-MiniLM-L6-v2 (its hash is checked), FOLDER
keeps checkpoints: a command that was stopped goes on where it stood. Needs the packages of `.[training]`.
"""

from eval.training.cross_encoder.training import main

if __name__ == "__main__":
    main()
