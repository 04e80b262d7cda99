using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.Networks;

public sealed class TestCheckpointTests : IClassFixture<TestCheckpointTests.Written>
{
    private readonly string _folder;

    public TestCheckpointTests(Written written) => _folder = written.Folder.Path;

    [Fact]
    public void Every_checkpoint_of_the_set_passes_the_check()
    {
        var reports = CheckpointReport.Check(_folder, TestContext.Current.CancellationToken).ToArray();
        foreach (var report in reports)
        {
            Assert.True(report is { Fault: null, Missing: [], Misshapen: [], Unknown: [], HasTestWeights: true }, $"{report.Entry.Name}: {report.Fault} {string.Join(", ", report.Unknown)}");
            Assert.InRange(report.Bytes, 1_000, 20_000_000);
        }
    }

    /// <summary>As a cache of Hugging Face keeps them: nothing but links to files elsewhere, told by where the folder really lies.</summary>
    [Fact]
    public void A_set_of_links_passes_the_check_with_the_sizes_of_its_files()
    {
        using var cache = new ScratchFolder();
        var blobs = Directory.CreateDirectory(Path.Combine(cache.Path, "blobs")).FullName;
        var snapshot = Directory.CreateDirectory(Path.Combine(cache.Path, "snapshots", "main", "hm5_motion")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, "hm5_motion")))
        {
            File.Copy(file, Path.Combine(blobs, Path.GetFileName(file)));
            File.CreateSymbolicLink(Path.Combine(snapshot, Path.GetFileName(file)), Path.Combine("..", "..", "..", "blobs", Path.GetFileName(file)));
        }

        var checkpoints = Directory.CreateDirectory(Path.Combine(cache.Path, "elsewhere", "models", "checkpoints")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(checkpoints, "hm5_motion"), snapshot);
        var report = CheckpointReport.Check(checkpoints, TestContext.Current.CancellationToken).Single(r => r.Entry.Name == "hm5_motion");
        Assert.Equal((null, new FileInfo(Path.Combine(blobs, "diffusion_pytorch_model.safetensors")).Length), (report.Fault, report.Bytes));
        Assert.Matches("^[0-9a-f]{64}$", FileIdentity.Of(report.File!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void It_opens_as_stable_diffusion()
    {
        using var checkpoint = StableDiffusionCheckpoint.Open(Path.Combine(_folder, NetworkCatalog.StableDiffusionFolder), "sd15", token: TestContext.Current.CancellationToken);
        Assert.True(checkpoint.HasTestWeights);
        Assert.Equal([32, 64, 96, 96], UNetLayout.Read(checkpoint.Unet.Weights(DType.Float)).Widths);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        using var again = new ScratchFolder();
        TestCheckpoint.Write(again.Path, token: TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(again.Path, "*", SearchOption.AllDirectories);
        Assert.Equal(27, files.Length);
        foreach (var file in files) Assert.Equal(File.ReadAllBytes(Path.Combine(_folder, Path.GetRelativePath(again.Path, file))), File.ReadAllBytes(file));
    }

    /// <summary>Random weights keep numbers sane: pictures through the autoencoder, a code, one denoising call.</summary>
    [Fact]
    public void Activations_stay_sane()
    {
        using var sd = StableDiffusionCheckpoint.Open(Path.Combine(_folder, NetworkCatalog.StableDiffusionFolder), "sd15", identify: false, TestContext.Current.CancellationToken);
        using var expression = CheckpointModule.Open(Path.Combine(_folder, "pd_fgc_motion"), "pd_fgc_motion", identify: false, TestContext.Current.CancellationToken);
        using var image = CheckpointModule.Open(Path.Combine(_folder, "image_encoder"), "image_encoder", identify: false, TestContext.Current.CancellationToken);
        using var reference = CheckpointModule.Open(Path.Combine(_folder, "hm5_reference"), "hm5_reference", identify: false, TestContext.Current.CancellationToken);
        using var motion = CheckpointModule.Open(Path.Combine(_folder, "hm5_motion"), "hm5_motion", identify: false, TestContext.Current.CancellationToken);
        var vae = sd.Vae.Weights(DType.Float);
        Sane(VaeEncoder.Build(vae, sd.Vae.Config, 1, 64, 64));
        Sane(VaeDecoder.Build(vae, sd.Vae.Config, 1, 8, 8));
        Sane(ExpressionEncoder.Build(expression.Weights(DType.Float), 1));
        Sane(ImageEncoder.Build(image.Weights(DType.Float), image.Config, 3));
        Sane(DenoisingUNet.Build(sd.Unet.Weights(DType.Float), reference.Weights(DType.Float), motion.Weights(DType.Float), new DenoisingOptions(2, 3, 8, 8) { Motion = MotionKind.Padded }));

        static void Sane(OnnxModel model)
        {
            foreach (var (name, values) in NetworkRun.Run(model, NetworkInputs.Noise(model)))
            {
                Assert.All(values, v => Assert.InRange(v, -50, 50));
                Assert.True(values.Max() - values.Min() > 0.1, $"{name} is flat");
            }
        }
    }

    [Fact]
    public void A_damaged_set_is_told_key_by_key()
    {
        using var folder = new ScratchFolder();
        var place = Directory.CreateDirectory(Path.Combine(folder.Path, "hm5_motion")).FullName;
        using (var whole = CheckpointModule.Open(Path.Combine(_folder, "hm5_motion"), "hm5_motion", identify: false, TestContext.Current.CancellationToken))
        {
            var tensors = whole.Tensors.Values.Where(t => t.Key != "motion_up.2.attn1.norm.bias").Select(t => new TensorToWrite(t.Key, t.Type, t.Shape, bytes => t.Data.Span.CopyTo(bytes))).ToList();
            tensors.RemoveAll(t => t.Key == "motion_down.0.attn1.proj_in.bias");
            tensors.Add(new TensorToWrite("motion_down.0.attn1.proj_in.bias", StoredType.F16, [5], _ => { }));
            tensors.Add(new TensorToWrite("stray", StoredType.F16, [1], _ => { }));
            SafetensorsWriter.Write(Path.Combine(place, "diffusion_pytorch_model.safetensors"), tensors);
        }

        var report = CheckpointReport.Check(folder.Path, TestContext.Current.CancellationToken).Single(r => r.Entry.Name == "hm5_motion");
        Assert.Equal("2 keys of hm5_motion do not fit its network", report.Fault);
        Assert.Equal(["'motion_up.2.attn1.norm.bias' is missing (expected [96])"], report.Missing);
        Assert.Equal(["'motion_down.0.attn1.proj_in.bias' is [5] (expected [32])"], report.Misshapen);
        Assert.Equal(["stray"], report.Unknown);
        Assert.False(report.HasTestWeights);
    }

    /// <summary>The set, written once.</summary>
    public sealed class Written : IDisposable
    {
        public Written() => TestCheckpoint.Write(Folder.Path, token: TestContext.Current.CancellationToken);

        internal ScratchFolder Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
