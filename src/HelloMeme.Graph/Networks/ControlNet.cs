using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>What tells the control net the expression.</summary>
public enum ExpressionKind
{
    /// <summary>The PD-FGC code of the face.</summary>
    Emotion,

    /// <summary>51 ARKit blendshapes and the pictures of both eyes and the mouth.</summary>
    Blendshapes,
}

/// <param name="Frames">Frames at once.</param>
/// <param name="Height">Of the latents, a multiple of 8.</param>
public sealed record ControlOptions(int Frames, int Height, int Width, ExpressionKind Expression)
{
    public GraphForm Form { get; init; } = GraphForm.Fast;

    public int Heads { get; init; } = 8;
}

/// <summary>Head pose and expression -> features that are added to the UNet's.</summary>
public static class ControlNet
{
    // Source: HelloMeme HM5ControlNetBase, then HM5SD15ControlProj.
    /// <summary>Inputs, all 32 bits: condition [n, 3, h, w] (the pose picture, already reduced to the latents' size); code [n, 548], or coef [n, 51] and crops [n, 3, 1024].
    /// Outputs: with a projector ctrl_down_i and ctrl_up_i [n, c, ..] as <see cref="DenoisingUNet"/> takes them for one frame, i = 0..3; without feat_0 (deepest) .. feat_3.</summary>
    /// <exception cref="CheckpointException">A checkpoint does not fit; all its faults are named.</exception>
    public static OnnxModel Build(StateDict control, StateDict? projector, ControlOptions options) => NetworkBuild.Checked(g =>
    {
        var condition = g.Input("condition", DType.Float, [options.Frames, 3, options.Height, options.Width]);
        var expression = options.Expression == ExpressionKind.Emotion ? EmotionTokens(g, control, options) : BlendshapeTokens(g, control, options); // n 16 x
        var features = SmallUNet.Run(g, control["ctrl_attn"], Typed(g, condition, control), expression, options);
        if (projector is null)
        {
            foreach (var (i, feature) in features.Index()) g.Output($"feat_{i}", feature);
        }
        else
        {
            ControlProjector.Run(g, projector, features, options.Heads, options.Form);
        }
    }, control, projector);

    // Drive numbers are timesteps of the sinusoid, as real numbers: code x 20, blendshapes x 500. The pre-projections mix along the token axis.
    private static Value EmotionTokens(GraphBuilder g, StateDict w, ControlOptions options)
    {
        var code = g.Input("code", DType.Float, [options.Frames, w.SizeOf("emo_pre_proj.linear_1.weight", 1)]);        // n 548
        return Tokens(g, w, "emo", Waves(g, w, code * 20, "emo"));                                                     // n 16 x
    }

    private static Value BlendshapeTokens(GraphBuilder g, StateDict w, ControlOptions options)
    {
        var coefficients = g.Input("coef", DType.Float, [options.Frames, w.SizeOf("exp_pre_proj.linear_1.weight", 1)]);                                               // n 51
        var crops = g.Input("crops", DType.Float, [options.Frames, w.SizeOf("face_pre_proj.linear_1.weight", 1), w.SizeOf("face_proj.linear_1.weight", 1)]);         // n 3 1024
        return Tokens(g, w, "exp", Waves(g, w, coefficients * 500, "exp")) + Tokens(g, w, "face", Typed(g, crops, w)); // n 16 x
    }

    private static Value Waves(GraphBuilder g, StateDict w, Value numbers, string path) => Typed(g, g.Timesteps(numbers, w.SizeOf($"{path}_proj.linear_1.weight", 1)), w); // n t 1024

    private static Value Tokens(GraphBuilder g, StateDict w, string path, Value waves)
    {
        var mixed = g.TimestepEmbedding(w[$"{path}_pre_proj"], g.Transpose(waves, 0, 2, 1), w.SizeOf($"{path}_pre_proj.linear_1.weight", 0)); // n 1024 16
        return g.TimestepEmbedding(w[$"{path}_proj"], g.Transpose(mixed, 0, 2, 1), w.SizeOf($"{path}_proj.linear_1.weight", 0));              // n 16 x
    }

    private static Value Typed(GraphBuilder g, Value x, StateDict w) => w.Type == DType.Float ? x : g.Cast(x, w.Type);
}
