"""What a job's scores depend on, kept beside them so that a resumed job cannot mix two kinds of scores."""

import json

from pyarrow import fs


class OtherJob(ValueError):
    """The output holds what was scored in another way."""


def keep_record(output: str, settings: dict[str, object]) -> None:
    """Raises OtherJob where the output was begun with other settings."""
    filesystem, path = fs.FileSystem.from_uri(f"{output}.job.json")
    if filesystem.get_file_info(path).type == fs.FileType.NotFound:
        filesystem.create_dir(path.rpartition("/")[0])
        with filesystem.open_output_stream(path) as file:
            file.write(json.dumps(settings).encode())
        return
    with filesystem.open_input_stream(path) as file:
        begun_with = json.loads(file.read())
    if changed := [name for name, value in settings.items() if begun_with.get(name) != value]:
        raise OtherJob(f"{output} was begun with another {', '.join(changed)}; name another --output")
