using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Tests.Support;

namespace HelloMeme.Tests.Golden;

/// <summary>The control net, with and without its projector.</summary>
internal static class ControlCases
{
    public static readonly GoldenKind[] Kinds =
    [
        new("control_v5_emo", golden => Run(golden, ExpressionKind.Emotion)),
        new("control_v5_drive", golden => Run(golden, ExpressionKind.Blendshapes)),
    ];

    private static IEnumerable<GoldenRun> Run(GoldenCase golden, ExpressionKind expression)
    {
        var shape = golden.Shape("in.condition"); // 1 3 f H W
        var (frames, height, width) = (shape[2], shape[3], shape[4]);
        var inputs = new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["condition"] = Reduced(ClipLayout.SwapMiddle(golden.Floats("in.condition"), 1, 3, frames), frames * 3, height, width),
            ["code"] = golden.Floats("in.pd_fpg"),
            ["coef"] = golden.Floats("in.drive_coeff"),
            ["crops"] = golden.Floats("in.face_parts"),
        };
        foreach (var form in Enum.GetValues<GraphForm>())
        {
            var options = new ControlOptions(frames, height / 8, width / 8, expression) { Form = form };
            var features = NetworkRun.Run(ControlNet.Build(golden.Weights("hm5_control_base"), null, options), inputs);
            var projected = NetworkRun.Run(ControlNet.Build(golden.Weights("hm5_control_base"), golden.Weights("hm5_control_proj"), options), inputs);
            yield return new GoldenRun(form.ToString(), features.Concat(projected).Select(o => (Name: OutputName(o.Key), o.Value)).ToDictionary(
                o => o.Name, o => ClipLayout.SwapMiddle(o.Value, 1, frames, golden.Shape("out." + o.Name)[1]), StringComparer.Ordinal));
        }
    }

    private static string OutputName(string key) => key.Replace("ctrl_down", "down3", StringComparison.Ordinal).Replace("ctrl_up", "up3", StringComparison.Ordinal);

    /// <summary>An eighth in both directions, bilinear without anti-aliasing: the mean of pixels 3 and 4 of every 8 x 8.</summary>
    private static float[] Reduced(float[] x, int planes, int height, int width)
    {
        var y = new float[planes * (height / 8) * (width / 8)];
        for (var p = 0; p < planes; p++)
            for (var i = 0; i < height / 8; i++)
                for (var j = 0; j < width / 8; j++)
                {
                    var at = (p * height + 8 * i + 3) * width + 8 * j + 3;
                    y[(p * (height / 8) + i) * (width / 8) + j] = (x[at] + x[at + 1] + x[at + width] + x[at + width + 1]) / 4;
                }

        return y;
    }
}
