"""The figures of docs/benchmarks.md, made again by `make bench`."""
