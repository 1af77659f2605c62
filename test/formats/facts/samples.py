"""The fixtures that PROVENANCE.tsv lists, and their texts; shared by the scripts beside it."""
import fnmatch
import gzip


def samples(root, *patterns):
    """Paths below the folder of fixtures, sorted."""
    rows = (root / "PROVENANCE.tsv").read_text().splitlines()[1:]
    names = sorted(row.split("\t")[0] for row in rows)
    return [root / name for name in names if any(fnmatch.fnmatch(name, pattern) for pattern in patterns)]


def read_bytes(path):
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def read_text(path):
    return read_bytes(path).decode()


def name_of(root, path):
    return path.relative_to(root).as_posix()
