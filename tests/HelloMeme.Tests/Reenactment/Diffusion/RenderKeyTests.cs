using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion;

/// <summary>What was kept of a render goes on only where all is as it was.</summary>
public sealed class RenderKeyTests(EngineBench bench) : IClassFixture<EngineBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static MotionTrack Laugh => Presets.Find("laugh")!.Track;

    [Fact]
    public async Task Checkpoints_of_another_render_or_damaged_ones_are_passed_over()
    {
        var state = new RenderCheckpoint([[1, 2, 3]], new SamplingState(5, [4, 5], [6, 7]));
        string key = await KeyAsync(bench, EngineBench.Small), other = await KeyAsync(bench, EngineBench.Small with { Seed = 8 });
        Assert.NotEqual(key, other);
        var bytes = RenderCheckpointFile.Write(state, key);
        var read = RenderCheckpointFile.Read(bytes, key)!;
        Assert.Equal([1, 2, 3], read.Finished[0]);
        Assert.Equal((5, 4f, 7f), (read.Current!.Step, read.Current.Sample[0], read.Current.Previous[1]));
        Assert.Null(RenderCheckpointFile.Read(bytes, other));
        Assert.Null(RenderCheckpointFile.Read(bytes.AsSpan(0, bytes.Length - 1), key));
        bytes[50] ^= 1;
        Assert.Null(RenderCheckpointFile.Read(bytes, key));
        Assert.Null(RenderCheckpointFile.Read([], key));
    }

    [Fact]
    public async Task Whatever_a_render_is_made_with_is_in_its_key()
    {
        using var one = new EngineBench();
        var keys = new List<string> { await KeyAsync(one, EngineBench.Small) };
        Assert.Equal(keys[0], await KeyAsync(bench, EngineBench.Small)); // the same files elsewhere

        File.AppendAllText(Path.Combine(one.Folders.Checkpoints, NetworkCatalog.UNet.Folder, "config.json"), " ");
        keys.Add(await KeyAsync(one, EngineBench.Small));
        File.AppendAllText(Path.Combine(one.Folders.Checkpoints, NetworkCatalog.StableDiffusionFolder, "tokenizer", "merges.txt"), "a b\n");
        keys.Add(await KeyAsync(one, EngineBench.Small));
        Directory.CreateDirectory(one.Folders.FaceModels);
        foreach (var file in (string[])["hello_face_det.onnx", "hello_face_landmark.onnx", "hello_3dmm.onnx"]) File.WriteAllText(Path.Combine(one.Folders.FaceModels, file), file);
        keys.Add(await KeyAsync(one, EngineBench.Small));
        TestCheckpoint.Write(one.Folders.Checkpoints, seed: 2, Token);
        keys.Add(await KeyAsync(one, EngineBench.Small));
        Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_networks_own_numbers_decide_the_picture()
    {
        using var one = new EngineBench();
        using var eight = await one.Engine.RenderPictureAsync(one.Scene(Laugh), 5, EngineBench.Small, _ => { }, null, null, Token);
        var config = Path.Combine(one.Folders.Checkpoints, NetworkCatalog.UNet.Folder, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"attention_head_dim\": 8", "\"attention_head_dim\": 4", StringComparison.Ordinal));
        using var four = await one.Engine.RenderPictureAsync(one.Scene(Laugh), 5, EngineBench.Small, _ => { }, null, null, Token);
        Assert.False(eight.Pixels.SequenceEqual(four.Pixels));
    }

    private static Task<string> KeyAsync(EngineBench bench, RenderSettings settings) => bench.Engine.KeyOfAsync(bench.Scene(Laugh), settings, film: true, Token);
}
