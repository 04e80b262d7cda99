using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Tests.Golden;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

/// <summary>The quick forms compute what the published one does.</summary>
public sealed class GraphFormTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("hm5_reference", MotionKind.None, 2, 1, 16, 16)]
    [InlineData("hm5_reference", MotionKind.Padded, 1, 3, 16, 24)]
    [InlineData("hm5_reference", MotionKind.Unpadded, 2, 2, 24, 16)]
    [InlineData("hm5b_reference", MotionKind.None, 1, 1, 16, 24)]
    [InlineData("hm5b_reference", MotionKind.Padded, 2, 2, 16, 16)]
    public void Denoisers_agree(string reference, MotionKind motion, int branches, int frames, int height, int width)
    {
        using var golden = GoldenKinds.Open("motion_v5_pad");
        var options = new DenoisingOptions(branches, frames, height, width) { Motion = motion };
        var published = NetworkInputs.Denoise(golden, reference, options with { Form = GraphForm.Published });
        foreach (var form in Enum.GetValues<GraphForm>().Except([GraphForm.Published]))
            Agree(published, NetworkInputs.Denoise(golden, reference, options with { Form = form }), $"{form} {reference} {motion} {branches} x {frames} x {height} x {width}");
    }

    [Theory]
    [InlineData(1, 16, 16)]
    [InlineData(3, 16, 24)]
    public void Control_nets_agree(int frames, int height, int width)
    {
        using var golden = GoldenKinds.Open("control_v5_emo");
        var options = new ControlOptions(frames, height, width, ExpressionKind.Emotion);
        var results = Enum.GetValues<GraphForm>().Select(form =>
        {
            var model = ControlNet.Build(golden.Weights("hm5_control_base"), golden.Weights("hm5_control_proj"), options with { Form = form });
            return NetworkRun.Run(model, NetworkInputs.Noise(model));
        }).ToArray();
        foreach (var quick in results.Skip(1))
            foreach (var (name, published) in results[0]) Agree(published, quick[name], $"{name} {frames} x {height} x {width}");
    }

    private void Agree(float[] published, float[] quick, string what)
    {
        var error = NetworkInputs.RelativeError(published, quick);
        output.WriteLine($"{what}: {error:e2} of the largest number");
        Assert.InRange(error, 0, 1e-5);
    }
}
