using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>How frames see each other.</summary>
public enum MotionKind
{
    /// <summary>Not at all: pictures.</summary>
    None,

    /// <summary>Among themselves.</summary>
    Unpadded,

    /// <summary>Also the frame before and the frame after them.</summary>
    Padded,
}

/// <param name="Frames">1 for pictures.</param>
public sealed record DenoisingOptions(int Branches, int Frames, int Height, int Width) : UNetOptions(Branches, Height, Width)
{
    public bool Control { get; init; } = true;

    public MotionKind Motion { get; init; }
}

/// <summary>Predicts the noise of a sample: the UNet with reference, control and motion inserted.</summary>
public static class DenoisingUNet
{
    // Source: HelloMeme HM3Denoising3D with HM5ReferenceAdapter or HM5bReferenceAdapter, HM5ControlNetBase's features and HM5MotionAdapter.
    /// <summary>b branches, f frames, latents h x w, b outermost; i = 0..3. Features are of the checkpoint's type, "t" is always 32 bits.
    /// Inputs: sample [b, 4, f, h, w]; t [1]; text [b, 77, 768]; ref_up_i [b, c, ..]; with control ctrl_down_i, ctrl_up_i [b, c, f, ..]; with padded motion pad_down_i, pad_up_i [b, c, 2, ..].
    /// In the quick forms instead of text the outputs of <see cref="TextKeysValues"/>, instead of ref_up_i those of <see cref="ReferenceKeysValues"/>. Output: eps [b, 4, f, h, w].</summary>
    /// <param name="reference">Null for the plain UNet.</param>
    /// <param name="motion">Null for pictures.</param>
    /// <exception cref="CheckpointException">A checkpoint does not fit; all its faults are named.</exception>
    public static OnnxModel Build(StateDict unet, StateDict? reference, StateDict? motion, DenoisingOptions options) => NetworkBuild.Checked(g =>
    {
        var layout = UNetLayout.Read(unet);
        var inputs = new FeatureInputs(g, layout, options, unet.Type);

        // 1. What comes in
        var sample = g.Input("sample", unet.Type, [options.Branches, 4, options.Frames, options.Height, options.Width]); // b 4 f h w
        var timestep = g.Input("t", DType.Float, [1]);
        var text = options.Form == GraphForm.Published ? TextKeysValues.Project(g, unet, layout, inputs.Text()) : TextKeysValues.Inputs(g, layout, options, unet.Type);
        var insertions = new UNetInsertions
        {
            ControlDown = options.Control ? inputs.Down("ctrl_down", options.Frames) : null,
            ControlUp = options.Control ? inputs.Up("ctrl_up", options.Frames) : null,
            Reference = reference is null ? null : ReferenceAttention(g, reference, layout, inputs, options),
        };
        if (options.Motion != MotionKind.None) insertions = AddMotion(g, insertions, motion!, inputs, options);

        // 2. All frames of all branches at once
        var features = new UNet(g, unet, layout, options).Run(g.ToFrames(sample), timestep, text, insertions);            // (b f) 4 h w

        // 3. What goes out
        g.Output("eps", g.FromFrames(features.Noise!, options.Branches));                                                 // b 4 f h w
    }, unet, reference, motion);

    private static Func<int, Value, Value> ReferenceAttention(GraphBuilder g, StateDict w, UNetLayout layout, FeatureInputs inputs, DenoisingOptions options)
    {
        if (options.Form == GraphForm.Published)
        {
            var features = inputs.Up("ref_up");
            return (i, hidden) => ReferenceKeysValues.IsStk(w)
                ? g.StkReferenceModule(ReferenceKeysValues.Module(w, i), hidden, features[i], options.Heads)
                : g.SkReferenceAttention(ReferenceKeysValues.Module(w, i), hidden, g.RepeatEach(features[i], options.Frames), options.Heads);
        }

        var seen = ReferenceKeysValues.Inputs(g, layout, options, w.Type);
        return (i, hidden) => ReferenceKeysValues.IsStk(w)
            ? g.StkReferenceModule(ReferenceKeysValues.Module(w, i), hidden, seen[i], options.Heads, options.Form)
            : g.SkReferenceAttention(ReferenceKeysValues.Module(w, i), hidden, seen[i], options.Heads, options.Form);
    }

    private static UNetInsertions AddMotion(GraphBuilder g, UNetInsertions insertions, StateDict w, FeatureInputs inputs, DenoisingOptions options)
    {
        var down = options.Motion == MotionKind.Padded ? inputs.PaddingDown() : null;
        var up = options.Motion == MotionKind.Padded ? inputs.PaddingUp() : null;
        return insertions with
        {
            MotionDown = (i, hidden) => g.SkMotionModule(w[$"motion_down.{i}"], hidden, down?[i], options.Branches, options.Heads),
            MotionUp = (i, hidden) => g.SkMotionModule(w[$"motion_up.{i}"], hidden, up?[i], options.Branches, options.Heads),
        };
    }
}
