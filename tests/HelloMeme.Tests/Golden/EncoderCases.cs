using System.Text;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Layers;
using HelloMeme.Graph.Networks;
using HelloMeme.Tests.Support;

namespace HelloMeme.Tests.Golden;

/// <summary>The networks around the denoiser. Text and vision cases were written from knowledge of CLIP, not made by its official package: weaker evidence than the rest.</summary>
internal static class EncoderCases
{
    public static readonly GoldenKind[] Kinds =
    [
        new("text_encoder", Text),
        new("clip_vision", Vision),
        new("vae", Vae),
        new("pd_fgc_motion", Expression),
    ];

    private static IEnumerable<GoldenRun> Text(GoldenCase golden)
    {
        var inputs = Renamed(golden, "ids", "ids");
        var batch = golden.Shape("in.ids")[0];
        yield return new GoldenRun("weak", new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["last"] = NetworkRun.Run(TextEncoder.Build(Weights(golden), Config(golden), batch), inputs)["hidden"],
            ["skip1"] = NetworkRun.Run(TextEncoder.Build(Weights(golden), Config(golden), batch, clipSkip: 1), inputs)["hidden"],
        });
    }

    private static IEnumerable<GoldenRun> Vision(GoldenCase golden)
    {
        var model = ImageEncoder.Build(Weights(golden), Config(golden), golden.Shape("in.pixels")[0]);
        yield return new GoldenRun("weak", new Dictionary<string, float[]>(StringComparer.Ordinal) { ["embeds"] = NetworkRun.Run(model, Renamed(golden, "pixels", "pixels"))["embedding"] });
    }

    private static IEnumerable<GoldenRun> Vae(GoldenCase golden)
    {
        int[] image = golden.Shape("in.image"), latent = golden.Shape("in.z");
        var encoded = NetworkRun.Run(VaeEncoder.Build(Weights(golden), Config(golden), image[0], image[2], image[3]), Renamed(golden, "image", "image"));
        encoded["sample"] = [.. encoded["mean"].Zip(encoded["logvar"], golden.Floats("in.noise")).Select(v => v.First + MathF.Exp(0.5f * v.Second) * v.Third)];
        foreach (var form in Enum.GetValues<GraphForm>())
        {
            var model = VaeDecoder.Build(Weights(golden), Config(golden), latent[0], latent[2], latent[3], form);
            yield return new GoldenRun(form.ToString(), new Dictionary<string, float[]>(encoded, StringComparer.Ordinal) { ["decoded"] = NetworkRun.Run(model, Renamed(golden, "z", "latent"))["image"] });
        }
    }

    private static IEnumerable<GoldenRun> Expression(GoldenCase golden)
    {
        var outputs = NetworkRun.Run(ExpressionEncoder.Build(Weights(golden), golden.Shape("in.image")[0], inner: true), Renamed(golden, "image", "crop"));
        yield return new GoldenRun("published", new Dictionary<string, float[]>(StringComparer.Ordinal)
        {
            ["y"] = outputs["code"],
            ["feature"] = outputs["feature"],
            ["conv6"] = outputs["heatmap"],
            ["hourglass_mean_over_hw"] = [.. outputs["hourglass"].Chunk(56 * 56).Select(plane => (float)plane.Average(v => (double)v))],
        });
    }

    private static StateDict Weights(GoldenCase golden) => golden.Weights(golden.WeightNames[0]);

    internal static ModuleConfig Config(GoldenCase golden) => ModuleConfig.Parse(Encoding.UTF8.GetBytes(golden.Config.GetRawText()), golden.Name);

    private static Dictionary<string, float[]> Renamed(GoldenCase golden, string theirs, string ours) => new(StringComparer.Ordinal) { [ours] = golden.Floats("in." + theirs) };
}
