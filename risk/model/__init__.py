"""The trained model at run time: loading its files and scoring one message. No training code, no PyTorch."""
