"""`python -m isnad` is `isnad`."""

from isnad.cli.main import main

if __name__ == "__main__":
    main()
