using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>What HelloMeme adds to the UNet. Control: features [n, c, h, w] of down block i's output or up block i's input.
/// Reference, motion: from place i and hidden [n, c, h, w] to what goes on.</summary>
internal sealed record UNetInsertions
{
    public IReadOnlyList<Value>? ControlDown { get; init; }

    public IReadOnlyList<Value>? ControlUp { get; init; }

    public Func<int, Value, Value>? Reference { get; init; }

    public Func<int, Value, Value>? MotionDown { get; init; }

    public Func<int, Value, Value>? MotionUp { get; init; }
}

/// <summary>What passes between the blocks before anything is added, and the predicted noise (null where the network stops early).</summary>
internal sealed record UNetFeatures(IReadOnlyList<Value> Down, IReadOnlyList<Value> Up, Value? Noise);

/// <summary>The UNet of Stable Diffusion 1.x with HelloMeme's insertions.</summary>
internal sealed class UNet(GraphBuilder g, StateDict w, UNetLayout layout, UNetOptions options)
{
    // Source: diffusers UNet2DConditionModel; HelloMeme HM3Denoising3D.
    /// <param name="sample">[n, 4, h, w].</param>
    /// <param name="timestep">32-bit [1].</param>
    /// <param name="text">By path of <see cref="UNetLayout.TextAttentions"/>.</param>
    /// <param name="stopBeforeUp">The up block not to enter; its input is the last feature.</param>
    public UNetFeatures Run(Value sample, Value timestep, IReadOnlyDictionary<string, KeysValues> text, UNetInsertions insertions, int? stopBeforeUp = null)
    {
        // 1. Time and entry
        var time = TimeEmbedding(timestep, sample.Type);                              // 1 t
        var x = g.Conv2d(w["conv_in"], sample, layout.Widths[0]);                     // n c h w
        var skips = new Stack<Value>([x]);
        List<Value> down = [], up = [];

        // 2. Down
        for (var i = 0; i < layout.Blocks; i++)
        {
            x = DownBlock(i, x, time, text, skips);                                   // n c h/2 w/2
            down.Add(x);
            if (insertions.ControlDown is { } control)
            {
                x += control[i];
                skips.Pop();
                skips.Push(x);                                                        // upstream adds in place: the block's last skip carries control too
            }

            if (insertions.MotionDown is { } motion) x = motion(i, x);
        }

        // 3. Middle
        x = g.ResnetBlock(w["mid_block.resnets.0"], x, layout.Widths[^1], time, options.Form, options.Groups);
        x = Attend("mid_block.attentions.0", x, text);
        x = g.ResnetBlock(w["mid_block.resnets.1"], x, layout.Widths[^1], time, options.Form, options.Groups);

        // 4. Up
        for (var i = 0; i < layout.Blocks; i++)
        {
            up.Add(x);
            if (i == stopBeforeUp) return new UNetFeatures(down, up, null);
            if (insertions.ControlUp is { } control) x += control[i];
            if (insertions.Reference is { } reference) x = reference(i, x);
            if (insertions.MotionUp is { } motion) x = motion(i, x);
            x = UpBlock(i, x, time, text, skips);                                     // n c 2h 2w
        }

        // 5. Out
        var normal = g.Silu(g.GroupNorm(w["conv_norm_out"], x, options.Groups));
        return new UNetFeatures(down, up, g.Conv2d(w["conv_out"], normal, sample.Channels)); // n 4 h w
    }

    private Value TimeEmbedding(Value timestep, DType type)
    {
        var waves = g.Timesteps(timestep, layout.Widths[0]);                          // 1 c, 32 bits
        return g.Silu(g.TimestepEmbedding(w["time_embedding"], type == DType.Float ? waves : g.Cast(waves, type), layout.TimeWidth)); // 1 t; every ResNet block activates it anew
    }

    private Value DownBlock(int i, Value x, Value time, IReadOnlyDictionary<string, KeysValues> text, Stack<Value> skips)
    {
        using var scope = g.Scope($"down_{i}");
        for (var j = 0; j < layout.Layers; j++)
        {
            x = g.ResnetBlock(w[$"down_blocks.{i}.resnets.{j}"], x, layout.Widths[i], time, options.Form, options.Groups);
            if (layout.Attends[i]) x = Attend($"down_blocks.{i}.attentions.{j}", x, text);
            skips.Push(x);
        }

        if (i == layout.Blocks - 1) return x;
        x = g.Downsample(w[$"down_blocks.{i}.downsamplers.0"], x);
        skips.Push(x);
        return x;
    }

    private Value UpBlock(int i, Value x, Value time, IReadOnlyDictionary<string, KeysValues> text, Stack<Value> skips)
    {
        using var scope = g.Scope($"up_{i}");
        for (var j = 0; j <= layout.Layers; j++)
        {
            x = g.ResnetBlock(w[$"up_blocks.{i}.resnets.{j}"], g.Concat([x, skips.Pop()], axis: 1), layout.UpWidth(i), time, options.Form, options.Groups);
            if (layout.Attends[layout.Blocks - 1 - i]) x = Attend($"up_blocks.{i}.attentions.{j}", x, text);
        }

        return i == layout.Blocks - 1 ? x : g.Upsample(w[$"up_blocks.{i}.upsamplers.0"], x, options.Form);
    }

    private Value Attend(string path, Value x, IReadOnlyDictionary<string, KeysValues> text) => g.SpatialTransformer(w[path], x, text[path], options.Heads, options.Groups);
}
