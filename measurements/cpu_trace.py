"""Takes the small profile of a CPU that the tests read: a step of training a tiny decoder and one of running it, with shapes.

    python measurements/cpu_trace.py twin/src/test/resources/dev/podwright/profile/kineto/cpu.json.gz

torch 2.7.1 (CPU) and transformers 4.57.1 made the file that is kept; other releases write other operators.
"""
import gzip
import sys
import tempfile

import torch
from torch.profiler import ProfilerActivity, profile, schedule
from transformers import LlamaConfig, LlamaForCausalLM

STEPS = 2  # after one to warm up, which is not recorded


def main(target):
    torch.manual_seed(0)
    torch.set_num_threads(1)
    model = LlamaForCausalLM(LlamaConfig(vocab_size=128, hidden_size=32, intermediate_size=64, num_hidden_layers=1,
                                         num_attention_heads=4, num_key_value_heads=2))
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-2, foreach=True)
    tokens = torch.randint(0, 128, (2, 16))
    with tempfile.NamedTemporaryFile(suffix=".json") as trace:
        with profile(activities=[ProfilerActivity.CPU], record_shapes=True, schedule=schedule(wait=0, warmup=1, active=STEPS),
                     on_trace_ready=lambda p: p.export_chrome_trace(trace.name)) as profiler:
            for step in range(1 + STEPS):
                if step < STEPS:
                    model(input_ids=tokens, labels=tokens).loss.backward()
                    optimizer.step()
                    optimizer.zero_grad()
                else:
                    with torch.no_grad():
                        model(input_ids=tokens)
                profiler.step()
        with open(trace.name, "rb") as plain, gzip.GzipFile(target, "wb", 9, mtime=0) as packed:
            packed.write(plain.read().replace(trace.name.encode(), b"cpu.json"))


if __name__ == "__main__":
    main(sys.argv[1])
