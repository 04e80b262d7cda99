using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Onnx;

namespace HelloMeme.Graph.Networks;

/// <summary>What a reference network is built for.</summary>
public sealed record ReferenceOptions(int Branches, int Height, int Width) : UNetOptions(Branches, Height, Width)
{
    /// <summary>The portrait's own control features go in (v5c).</summary>
    public bool Control { get; init; }
}

/// <summary>Looks at a clean latent: the UNet at timestep 0, up to what enters its last up block.</summary>
public static class ReferenceNet
{
    // Source: HelloMeme HM3Denoising3D as unet_ref. Features are taken before control is added to them.
    /// <summary>Inputs: sample [b, 4, h, w]; text [b, 77, 768]; with control ctrl_down_i, ctrl_up_i [b, c, ..], i = 0..3. Outputs: down_i, up_i [b, c, ..].</summary>
    /// <exception cref="CheckpointException">The checkpoint does not fit; all its faults are named.</exception>
    public static OnnxModel Build(StateDict unet, ReferenceOptions options) => NetworkBuild.Checked(g =>
    {
        var layout = UNetLayout.Read(unet);
        var inputs = new FeatureInputs(g, layout, options, unet.Type);
        var sample = g.Input("sample", unet.Type, [options.Branches, 4, options.Height, options.Width]);              // b 4 h w
        var text = TextKeysValues.Project(g, unet, layout, inputs.Text());
        var insertions = options.Control ? new UNetInsertions { ControlDown = inputs.Down("ctrl_down"), ControlUp = inputs.Up("ctrl_up") } : new UNetInsertions();
        var features = new UNet(g, unet, layout, options).Run(sample, Zero(g, sample), text, insertions, stopBeforeUp: layout.Blocks - 1);
        foreach (var (i, feature) in features.Down.Index()) g.Output($"down_{i}", feature);
        foreach (var (i, feature) in features.Up.Index()) g.Output($"up_{i}", feature);
    }, unet);

    // Not a constant: what depends on constants alone is worked out when a session opens, and that would read weights which the session does not have yet.
    private static Value Zero(GraphBuilder g, Value x)
    {
        var first = g.Slice(g.Reshape(x, [x.Shape.ElementCount]), axis: 0, 0, 1);
        var zero = g.Clip(first, 0, 0);
        return x.Type == DType.Float ? zero : g.Cast(zero, DType.Float);
    }
}
