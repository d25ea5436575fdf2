"""Lists the operators that PyTorch's profiler names for ten small models with random weights, training and serving, on the CPU.

    python measurements/operators.py > twin/src/test/resources/dev/podwright/knowledge/operators.txt

One line per name, with the models and phases that have it.
"""

import re
import sys

import torch
import transformers
from torch.profiler import ProfilerActivity, profile

SMALL = dict(vocab_size=128, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4, num_key_value_heads=2,
             max_position_embeddings=64, pad_token_id=0, bos_token_id=1, eos_token_id=2)
MOE = dict(num_experts=4, num_experts_per_tok=2, moe_intermediate_size=32)
T = transformers


def deepseek():
    return T.DeepseekV3Config(**{**SMALL, "num_key_value_heads": 4}, moe_intermediate_size=32, n_routed_experts=4, num_experts_per_tok=2, n_group=2,
                              topk_group=1, first_k_dense_replace=1, q_lora_rank=16, kv_lora_rank=16, qk_rope_head_dim=8, qk_nope_head_dim=8,
                              v_head_dim=8)


def qwen2_vl():
    vision = dict(depth=2, embed_dim=32, hidden_size=64, num_heads=2, mlp_ratio=2, patch_size=14, spatial_merge_size=2, temporal_patch_size=2)
    text = dict(SMALL, rope_scaling={"type": "mrope", "mrope_section": [2, 3, 3]})
    return T.Qwen2VLConfig(text_config=text, vision_config=vision, image_token_id=5, video_token_id=6, vision_start_token_id=3,
                           vision_end_token_id=4)


# name -> (configuration, class, attention, kind of AdamW)
MODELS = {
    "llama": (lambda: T.LlamaConfig(**SMALL), T.LlamaForCausalLM, "sdpa", "foreach"),
    "qwen3": (lambda: T.Qwen3Config(**SMALL, head_dim=16), T.Qwen3ForCausalLM, "sdpa", "fused"),
    "qwen3-moe": (lambda: T.Qwen3MoeConfig(**SMALL, **MOE, head_dim=16), T.Qwen3MoeForCausalLM, "sdpa", "foreach"),
    "mixtral": (lambda: T.MixtralConfig(**SMALL, num_local_experts=4), T.MixtralForCausalLM, "eager", "single"),
    "deepseek-v3": (deepseek, T.DeepseekV3ForCausalLM, "sdpa", "foreach"),
    "qwen2-vl": (qwen2_vl, T.Qwen2VLForConditionalGeneration, "sdpa", "fused"),
    "gemma3": (lambda: T.Gemma3TextConfig(**SMALL, head_dim=16, sliding_window=8), T.Gemma3ForCausalLM, "eager", "foreach"),
    "gpt2": (lambda: T.GPT2Config(vocab_size=128, n_embd=64, n_layer=2, n_head=4, n_positions=64, bos_token_id=1, eos_token_id=2),
             T.GPT2LMHeadModel, "sdpa", "single"),
    "gpt-oss": (lambda: T.GptOssConfig(**SMALL, num_local_experts=4, num_experts_per_tok=2, head_dim=16, sliding_window=8),
                T.GptOssForCausalLM, "eager", "foreach"),
    "jamba": (lambda: T.JambaConfig(**{**SMALL, "num_hidden_layers": 4}, num_experts=4, num_experts_per_tok=2, expert_layer_period=2,
                                    attn_layer_period=4, attn_layer_offset=2, mamba_d_state=4, use_mamba_kernels=False),
              T.JambaForCausalLM, "sdpa", "foreach"),
}


def inputs(name, config):
    ids = torch.randint(8, 128, (2, 16))
    given = dict(input_ids=ids, attention_mask=torch.ones_like(ids))
    if name == "qwen2-vl":
        ids[:, 2:7] = torch.tensor([3, 5, 5, 5, 5])  # vision start, then the four merged patches of one image of 4 x 4
        vision = config.vision_config
        width = vision.in_channels * vision.temporal_patch_size * vision.patch_size ** 2
        given.update(pixel_values=torch.randn(2 * 16, width), image_grid_thw=torch.tensor([[1, 4, 4]] * 2))
    return given


def names(run):
    with profile(activities=[ProfilerActivity.CPU]) as trace:
        run()
    return {re.sub(r"0x[0-9a-f]+", "", event.key) for event in trace.key_averages() if not event.key.startswith("ProfilerStep")}


def train(model, given, kind):
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, foreach=kind == "foreach", fused=kind == "fused")

    def step():
        model(**given, labels=given["input_ids"]).loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()

    model.train()
    step()
    return names(step)


def serve(model, given):
    model.eval()
    return names(lambda: model.generate(**given, max_new_tokens=4, do_sample=True, top_k=10, top_p=0.9))


def main():
    torch.manual_seed(0)
    torch.set_num_threads(1)
    seen = {}
    for name, (config, kind, attention, optimizer) in MODELS.items():
        configuration = config()
        configuration._attn_implementation = attention
        model = kind(configuration)
        given = inputs(name, configuration)
        seen[name, "training"] = train(model, given, optimizer)
        seen[name, "serving"] = serve(model, given)
        print(name, len(seen[name, "training"]), len(seen[name, "serving"]), file=sys.stderr)
    print(f"# Operators that PyTorch {torch.__version__} names on the CPU with Transformers {transformers.__version__}; made by measurements/operators.py.")
    print("# A name, then the phases that have it: small letters training, capital letters serving (prefill and decoding); * all of them.")
    letters = {name: chr(ord("a") + i) for i, name in enumerate(MODELS)}
    print("# " + " ".join(f"{letter}={name}" for name, letter in letters.items()))
    for operator in sorted(set.union(*seen.values())):
        marks = [letters[name] if phase == "training" else letters[name].upper() for (name, phase), found in seen.items() if operator in found]
        print(operator + "\t" + ("*" if len(marks) == len(seen) else "".join(sorted(marks, key=lambda mark: (mark.isupper(), mark)))))


main()
