using HelloMeme.Graph.Checkpoints;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Tests.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>The engine from end to end over the test checkpoint: what it draws is noise, but every stage is the real one.</summary>
public sealed class HelloMemeEngineTests(EngineBench bench) : IClassFixture<EngineBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static MotionTrack Laugh => Presets.Find("laugh")!.Track;

    [Theory]
    [InlineData("v5")]
    [InlineData("v5b")]
    [InlineData("v5c")]
    public async Task A_picture_of_every_version_is_drawn_and_the_seed_decides_it(string version)
    {
        var settings = EngineBench.Small with { Version = version, GuidanceScale = 1.5f };
        var stages = new List<RenderStage>();
        using var one = await bench.Engine.RenderPictureAsync(bench.Scene(Laugh), 10, settings, p => stages.Add(p.Stage), null, null, Token);
        using var same = await bench.Engine.RenderPictureAsync(bench.Scene(Laugh), 10, settings, _ => { }, null, null, Token);
        using var other = await bench.Engine.RenderPictureAsync(bench.Scene(Laugh), 10, settings with { Seed = 8 }, _ => { }, null, null, Token);
        Assert.Equal((128, 128), (one.Width, one.Height));
        Assert.True(one.Pixels.SequenceEqual(same.Pixels));
        Assert.False(one.Pixels.SequenceEqual(other.Pixels));
        Assert.Equal([RenderStage.Faces, RenderStage.Prompt, RenderStage.Reference, RenderStage.Control, RenderStage.Denoising, RenderStage.Decoding], stages.Distinct());
    }

    [Fact]
    public async Task A_clip_over_two_chunks_goes_on_from_a_checkpoint_with_the_same_bits()
    {
        var driver = EngineBench.Driver(15);
        var scene = bench.Scene(driver.Captured, driver);
        var settings = EngineBench.Small with { NumInferenceSteps = 6 };
        var key = await bench.Engine.KeyOfAsync(scene, settings, film: true, Token);
        var kept = new List<byte[]>();
        var whole = await EngineBench.PixelsAsync(bench.Engine.RenderFilmAsync(scene, settings, _ => { }, null, state =>
        {
            kept.Add(RenderCheckpointFile.Write(state, key));
            return Task.CompletedTask;
        }, Token));
        Assert.Equal(15, whole.Count);
        Assert.Equal(4, kept.Count); // two levels of six steps: after five steps and at the end of each

        foreach (var bytes in (byte[][])[kept[0], kept[2]])
        {
            var steps = new List<int>();
            var resumed = await EngineBench.PixelsAsync(bench.NewEngine().RenderFilmAsync(scene, settings, p =>
            {
                if (p.Stage == RenderStage.Denoising) steps.Add(p.Step);
            }, RenderCheckpointFile.Read(bytes, key), null, Token));
            Assert.Equal(bytes == kept[0] ? 6 : 12, steps[0]);
            Assert.Equal(whole, resumed);
        }
    }

    [Fact]
    public async Task A_long_clip_needs_two_levels_of_key_frames()
    {
        var motion = Laugh.AtRate(25);
        motion = motion with { Length = 130, Rate = 8 };
        var levels = KeyFrameLevel.For(130);
        Assert.Equal(3, levels.Count);
        var frames = await EngineBench.PixelsAsync(bench.Engine.RenderFilmAsync(bench.Scene(motion), EngineBench.Small with { NumInferenceSteps = 1 }, _ => { }, null, null, Token));
        Assert.Equal(130, frames.Count);
        Assert.All(frames, f => Assert.Equal(128 * 128 * 3, f.Length));
        Assert.True(frames.Distinct(new Bytes()).Count() > 100);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(15)]
    [InlineData(40)]
    public async Task A_step_crosses_between_host_and_device_once_however_many_chunks_there_are(int length)
    {
        var crossings = new List<long>();
        var motion = Laugh with { Length = length, Rate = 8 };
        await EngineBench.PixelsAsync(bench.Engine.RenderFilmAsync(bench.Scene(motion), EngineBench.Small with { NumInferenceSteps = 6, GuidanceScale = 1.5f }, p =>
        {
            if (p.Stage == RenderStage.Denoising) crossings.Add(bench.Engine.Device!.Uploads + bench.Engine.Device.Downloads);
        }, null, null, Token));
        Assert.Equal(6 * KeyFrameLevel.For(length).Count, crossings.Count);
        Assert.All(crossings.Chunk(6).SelectMany(level => level.Zip(level.Skip(1), (before, after) => after - before)), count => Assert.Equal(1, count)); // the preview
    }

    [Fact]
    public async Task A_first_render_clears_away_what_a_killed_one_left()
    {
        var left = Path.Combine(Directory.CreateDirectory(bench.Folders.Scratch).FullName, "0123.frames");
        File.WriteAllText(left, "maps");
        (await bench.NewEngine().RenderPictureAsync(bench.Scene(Laugh), 0, EngineBench.Small with { NumInferenceSteps = 1 }, _ => { }, null, null, Token)).Dispose();
        Assert.False(File.Exists(left));
    }

    [Fact]
    public void A_film_of_more_frames_than_anybody_could_want_is_refused_at_once()
    {
        var endless = Laugh with { Length = 100_000, Rate = 1 };
        var fault = Assert.Throws<UserFaultException>(() => bench.Engine.RenderFilmAsync(bench.Scene(endless), EngineBench.Small with { FramesPerSecond = 60 }, _ => { }, null, null, Token));
        Assert.Equal("too-many-frames", fault.Code);
        Assert.Contains($"6000000 frames, and the HelloMeme engine makes {HelloMemeEngine.MostFrames}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_a_render_within_a_step_and_the_next_one_runs()
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var settings = EngineBench.Small with { NumInferenceSteps = 50 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bench.Engine.RenderPictureAsync(bench.Scene(Laugh), 0, settings, p =>
        {
            if (p.Stage == RenderStage.Denoising && ++steps == 2) stop.Cancel();
        }, null, null, stop.Token));
        Assert.InRange(steps, 2, 3);
        using var next = await bench.Engine.RenderPictureAsync(bench.Scene(Laugh), 0, EngineBench.Small, _ => { }, null, null, Token);
        Assert.Equal(128, next.Width);
    }

    [Fact]
    public async Task Measured_steps_make_the_estimate()
    {
        var settings = EngineBench.Small with { NumInferenceSteps = 3, Version = "v5b", PoseBase = PoseBase.Portrait, GuidanceScale = 2 };
        var engine = bench.NewEngine();
        var rough = await engine.EstimateAsync(settings, 1, film: false, Token);
        (await engine.RenderPictureAsync(bench.Scene(Laugh), 0, settings, _ => { }, null, null, Token)).Dispose();
        var measured = await bench.NewEngine().EstimateAsync(settings, 1, film: false, Token);
        Assert.True(measured.Measured);
        Assert.True(rough.Time > TimeSpan.Zero && measured.Time > TimeSpan.Zero && measured.MemoryBytes > 1_000_000_000);
    }

    [Fact]
    public async Task Missing_weights_say_what_to_install()
    {
        using var folder = new ScratchFolder();
        var weights = new EngineWeights(new EngineFolders(folder.Path, folder.Path));
        var fault = Assert.Throws<UserFaultException>(() => weights.Require(new RenderSettings(), film: true));
        Assert.Equal("weights-missing", fault.Code);
        Assert.Contains("hm5_motion (804 MB) from songkey/hm5_motion", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Together", fault.Message, StringComparison.Ordinal);
        Assert.True(bench.Engine.Weights.HasTestWeights(new RenderSettings(), film: true));

        var nowhere = await Assert.ThrowsAsync<UserFaultException>(() => bench.Engine.RenderPictureAsync(bench.Scene(Laugh), 0, EngineBench.Small with { Checkpoint = "../secret" }, _ => { }, null, null, Token));
        Assert.Equal("no-such-checkpoint", nowhere.Code);
        Assert.Equal("bad-settings", Assert.Throws<UserFaultException>(() => bench.Engine.Weights.Require(new RenderSettings { NumInferenceSteps = 0 }, film: false)).Code);
        Assert.Contains("image_encoder (1.3 GB) from songkey/IP-Adapter", Assert.Throws<UserFaultException>(() => weights.Require(new RenderSettings { Control = ControlKind.Blendshapes }, film: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_do_not_fit_are_all_told_before_anything_is_computed()
    {
        using var other = new EngineBench();
        Spoil("hm5_motion", "motion_up.2.attn_pad.norm.bias");
        Spoil("stable-diffusion-v1-5/vae", "decoder.conv_out.weight");
        var stages = new List<RenderStage>();
        var fault = await Assert.ThrowsAsync<UserFaultException>(() => EngineBench.PixelsAsync(other.Engine.RenderFilmAsync(other.Scene(Laugh), EngineBench.Small, p => stages.Add(p.Stage), null, null, Token)));
        Assert.Equal("weights-unusable", fault.Code);
        Assert.Contains("'decoder.conv_out.weight' is missing", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'motion_up.2.attn_pad.norm.bias' is missing", fault.Message, StringComparison.Ordinal);
        Assert.Empty(stages);

        void Spoil(string module, string key)
        {
            var path = Path.Combine(other.Folders.Checkpoints, module, "diffusion_pytorch_model.safetensors");
            using (var whole = SafetensorsFile.Open(path))
                SafetensorsWriter.Write(path + ".new", [.. whole.Tensors.Values.Where(t => t.Key != key).Select(t => new TensorToWrite(t.Key, t.Type, t.Shape, bytes => t.Data.Span.CopyTo(bytes)))], whole.Metadata);
            File.Move(path + ".new", path, overwrite: true);
        }
    }

    [Fact]
    public async Task Other_readers_of_faces_make_another_render()
    {
        var key = await KeyAsync();
        TinyFaceNetworks.Write(bench.Folders.FaceModels);
        Assert.NotEqual(key, await KeyAsync());
        Directory.Delete(bench.Folders.FaceModels, recursive: true);
        Assert.Equal(key, await KeyAsync());

        Task<string> KeyAsync() => bench.Engine.KeyOfAsync(bench.Scene(Laugh), EngineBench.Small, film: true, Token);
    }

    private sealed class Bytes : IEqualityComparer<byte[]>
    {
        public bool Equals(byte[]? a, byte[]? b) => a.AsSpan().SequenceEqual(b);

        public int GetHashCode(byte[] value)
        {
            var hash = default(HashCode);
            hash.AddBytes(value);
            return hash.ToHashCode();
        }
    }
}
