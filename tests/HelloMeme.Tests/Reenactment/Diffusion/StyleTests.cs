using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>Which weights are a style's with x1 and with x2 (hellomeme.md 6.1): seen in pictures of styles that differ from plain Stable Diffusion in one part only.</summary>
public sealed class StyleTests(StyleTests.Styles styles) : IClassFixture<StyleTests.Styles>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory] //  part that differs, x1 shows it, x2 shows it, x2 shows more of it than x1
    [InlineData(Part.Unet, true, true, true)]          // denoiser; with x2 the reference network too
    [InlineData(Part.VaeDecoder, true, true, false)]
    [InlineData(Part.VaeEncoder, false, true, true)]
    [InlineData(Part.TextEncoder, false, true, true)]
    public async Task A_part_of_a_style_counts_where_the_original_uses_it(Part part, bool inX1, bool inX2, bool moreInX2)
    {
        var plain = await DrawAsync(NetworkCatalog.StableDiffusionFolder, Stylize.X1);
        byte[] x1 = await DrawAsync($"{part}", Stylize.X1), x2 = await DrawAsync($"{part}", Stylize.X2);
        Assert.Equal(inX1, !x1.SequenceEqual(plain));
        Assert.Equal(inX2, !x2.SequenceEqual(plain));
        Assert.Equal(moreInX2, !x2.SequenceEqual(x1));
    }

    [Fact]
    public async Task Without_a_style_both_settings_draw_the_same() =>
        Assert.Equal(await DrawAsync(NetworkCatalog.StableDiffusionFolder, Stylize.X1), await DrawAsync(NetworkCatalog.StableDiffusionFolder, Stylize.X2));

    [Fact]
    public void Of_the_prompt_only_the_denoiser_s_words_are_the_style_s_and_only_with_x2()
    {
        PromptEmbeddings plain = Words(NetworkCatalog.StableDiffusionFolder, Stylize.X1), x1 = Words($"{Part.TextEncoder}", Stylize.X1), x2 = Words($"{Part.TextEncoder}", Stylize.X2);
        Assert.Equal(plain.Positive, x1.Positive);
        Assert.Equal(plain.Negative, x1.Negative);
        Assert.NotEqual(plain.Positive, x2.Positive);
        Assert.NotEqual(plain.Negative, x2.Negative);
        Assert.Equal(plain.ReferencePositive, x2.ReferencePositive);
        Assert.Equal(plain.ReferenceNegative, x2.ReferenceNegative);
    }

    [Fact]
    public async Task A_style_that_is_not_there_is_named_with_those_that_are()
    {
        var fault = await Assert.ThrowsAsync<UserFaultException>(() => DrawAsync("ghibli", Stylize.X2));
        Assert.Equal("no-such-checkpoint", fault.Code);
        Assert.Contains("no checkpoint 'ghibli'", fault.Message, StringComparison.Ordinal);
        foreach (var name in styles.Bench.Engine.Weights.Checkpoints()) Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.Equal(1 + Enum.GetValues<Part>().Length + 1, styles.Bench.Engine.Weights.Checkpoints().Count);
    }

    [Fact]
    public async Task A_style_without_its_autoencoder_is_told_with_what_it_lacks()
    {
        var fault = await Assert.ThrowsAsync<UserFaultException>(() => DrawAsync("hollow", Stylize.X1));
        Assert.Equal("weights-unusable", fault.Code);
        Assert.Contains("style.vae", fault.Message, StringComparison.Ordinal);
    }

    private async Task<byte[]> DrawAsync(string checkpoint, Stylize stylize)
    {
        using var picture = await styles.Bench.Engine.RenderPictureAsync(styles.Bench.Scene(Presets.Find("wink")!.Track), 5, Settings(checkpoint, stylize), _ => { }, null, null, Token);
        return picture.Pixels.ToArray();
    }

    private PromptEmbeddings Words(string checkpoint, Stylize stylize)
    {
        using var networks = EngineNetworks.Open(styles.Bench.Folders, Settings(checkpoint, stylize), film: false, TestSessions.Settings, Token);
        using var store = new ModelStore(styles.Bench.Folders.Onnx, TestSessions.Settings);
        using var pool = new SessionPool(store, 1L << 30);
        var device = new DeviceNetworks(pool, store.Device, TestSessions.Settings, networks.Weights.Identity, SessionMode.Shared);
        return PromptEncoder.Encode(networks, device, Settings(checkpoint, stylize), film: false, Token);
    }

    private static RenderSettings Settings(string checkpoint, Stylize stylize) => EngineBench.Small with { Checkpoint = checkpoint, Stylize = stylize, GuidanceScale = 1.5f, Prompt = "watercolour", NegativePrompt = "photo" };

    public enum Part
    {
        Unet,
        VaeEncoder,
        VaeDecoder,
        TextEncoder,
    }

    /// <summary>The engine with a style for each part, which is plain Stable Diffusion but for that part, and one that lacks a part.</summary>
    public sealed class Styles : IDisposable
    {
        private readonly ScratchFolder _other = new();

        public Styles()
        {
            TestCheckpoint.Write(_other.Path, seed: 2);
            foreach (var part in Enum.GetValues<Part>()) Write(part);
            Directory.Delete(Path.Combine(Copy("hollow"), "vae"), recursive: true);
        }

        public EngineBench Bench { get; } = new();

        public void Dispose()
        {
            Bench.Dispose();
            _other.Dispose();
        }

        private void Write(Part part)
        {
            var style = Copy($"{part}");
            if (part is Part.VaeEncoder or Part.VaeDecoder) MixVae(Path.Combine(style, "vae"), part);
            else CopyFolder(Path.Combine(_other.Path, NetworkCatalog.StableDiffusionFolder, Folder(part)), Path.Combine(style, Folder(part)));
        }

        private static string Folder(Part part) => part == Part.Unet ? "unet" : "text_encoder";

        private string Copy(string name)
        {
            var style = Path.Combine(Bench.Folders.Checkpoints, NetworkCatalog.StylesFolder, name);
            CopyFolder(Path.Combine(Bench.Folders.Checkpoints, NetworkCatalog.StableDiffusionFolder), style);
            return style;
        }

        /// <summary>One half of the other autoencoder in the place of its own.</summary>
        private void MixVae(string vae, Part part)
        {
            var path = Path.Combine(vae, "diffusion_pytorch_model.safetensors");
            using var other = CheckpointModule.Open(Path.Combine(_other.Path, NetworkCatalog.StableDiffusionFolder, "vae"), "other", identify: false, Token);
            using (var own = CheckpointModule.Open(vae, "own", identify: false, Token))
            {
                var mixed = own.Tensors.Values.Select(t => IsEncoder(t.Key) == (part == Part.VaeEncoder) ? other.Tensors[t.Key] : t);
                SafetensorsWriter.Write(path + ".mixed", mixed.Select(t => new TensorToWrite(t.Key, t.Type, t.Shape, bytes => t.Data.Span.CopyTo(bytes))));
            }

            File.Move(path + ".mixed", path, overwrite: true);
            File.Delete(path + ".identity");

            static bool IsEncoder(string key) => key.StartsWith("encoder.", StringComparison.Ordinal) || key.StartsWith("quant_conv.", StringComparison.Ordinal);
        }

        private static void CopyFolder(string from, string to)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }
        }
    }
}
