"""
Writes a GGUF with all its matrices in another type: `gguf-of-type.py IN.gguf OUT.gguf F32|Q8_0`.

What llama.cpp then gives differs from transformers by its arithmetic alone (F32), or by what its 8 bits lose (Q8_0).
"""

import argparse
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFValueType, GGUFWriter
from gguf.quants import dequantize, quantize


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gguf", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("type", choices=["F32", "Q8_0"])
    options = parser.parse_args()
    reader = GGUFReader(options.gguf)
    writer = GGUFWriter(options.out, reader.fields["general.architecture"].contents())
    for name, field in reader.fields.items():
        if name.startswith("GGUF.") or name in ("general.architecture", "general.file_type"):
            continue
        kind = field.types[0]
        inner = field.types[-1] if kind == GGUFValueType.ARRAY else None
        writer.add_key_value(name, field.contents(), kind, sub_type=inner)
    for tensor in reader.tensors:
        weights = np.array(dequantize(tensor.data, tensor.tensor_type), np.float32)
        kind = GGMLQuantizationType[options.type if weights.ndim == 2 else "F32"]
        writer.add_tensor(tensor.name, quantize(weights, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main()
