"""`python -m itsite` is the same program as `itsite`."""

from itsite.cli import main

if __name__ == "__main__":
    main()
