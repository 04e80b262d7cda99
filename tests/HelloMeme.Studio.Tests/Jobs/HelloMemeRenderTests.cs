using System.Security.Cryptography;
using System.Text.Json;
using HelloMeme.Studio.Tests.Support;
using Xunit;

namespace HelloMeme.Studio.Tests.Jobs;

/// <summary>Renders of the HelloMeme engine with the test checkpoint at the real program: killed, cancelled, one at a time.</summary>
public sealed class HelloMemeRenderTests(TestWeightsServer studio) : IClassFixture<TestWeightsServer>
{
    private const int Steps = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_render_goes_on_at_its_step_and_gives_the_same_bytes_as_one_that_was_left_alone()
    {
        var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        var portrait = await visitor.PortraitAsync();
        var alone = await FilesAsync(visitor, await visitor.WaitUntilOverAsync(await visitor.RenderAsync(Order(portrait, seed: 3))));

        Assert.Equal(alone, await FilesAsync(visitor, await visitor.WaitUntilOverAsync(await visitor.RenderAsync(Order(portrait, seed: 3))))); // with networks still open

        var job = await visitor.RenderAsync(Order(portrait, seed: 3));
        var reached = (await visitor.WaitAsync(job, j => Denoising(j) > Steps / 2)).GetProperty("step").GetInt32();
        Assert.NotEmpty(Checkpoints());
        await studio.Server.RestartAsync();

        using var after = visitor.At(studio.Server.Address);
        visitor.Dispose();
        var stale = Denoising(await after.JobAsync(job)); // what was last written down, until it is taken up again
        var first = Denoising(await after.WaitAsync(job, j => Denoising(j) > 0 && Denoising(j) != stale));
        Assert.True(first > Steps / 2, $"It began again: step {first} was the first seen."); // the checkpoint is of this step, at the latest
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed at step {reached}, first step seen afterwards {first}.");
        Assert.Equal(alone, await FilesAsync(after, await after.WaitUntilOverAsync(job)));
        Assert.Empty(Checkpoints());
    }

    [Fact]
    public async Task Cancel_ends_it_within_a_step_and_takes_the_checkpoint_along()
    {
        using var visitor = await Visitor.ArriveAsync(studio.Server.Address);
        var portrait = await visitor.PortraitAsync("theo");
        var job = await visitor.RenderAsync(Order(portrait, seed: 1, steps: 100));
        var next = await visitor.RenderAsync(Order(portrait, seed: 2, steps: 2));
        await visitor.WaitAsync(job, j => Denoising(j) > 10);
        Assert.Equal("waiting", JobCalls.State(await visitor.JobAsync(next))); // one at a time, whatever the number of slots
        using var cancel = await visitor.Http.DeleteAsync($"/api/jobs/{job}", Token);
        Assert.Equal("cancelled", JobCalls.State(await visitor.JobAsync(job)));
        Assert.Equal("done", JobCalls.State(await visitor.WaitUntilOverAsync(next)));
        Assert.Empty(Checkpoints());
    }

    private static object Order(Guid portrait, int seed, int steps = Steps) => new
    {
        portrait,
        motion = new { preset = "wink" },
        engine = "hellomeme",
        @long = true,
        settings = new { seed, numInferenceSteps = steps, guidanceScale = 1, side = 128 },
    };

    private static int Denoising(JsonElement job) => job.GetProperty("phase").GetString() == "denoising" ? job.GetProperty("step").GetInt32() : 0;

    private static async Task<string> FilesAsync(Visitor visitor, JsonElement done)
    {
        Assert.True(JobCalls.State(done) == "done", done.ToString());
        var hashes = new List<string>();
        foreach (var format in (string[])["mp4", "png", "poster"])
            hashes.Add(Convert.ToHexString(SHA256.HashData(await visitor.Http.GetByteArrayAsync($"/api/memes/{done.GetProperty("result").GetGuid()}/files/{format}", Token))));
        return string.Join(' ', hashes);
    }

    // Blobs that start as the engine's checkpoints do.
    private string[] Checkpoints() =>
        [.. Directory.EnumerateFiles(Path.Combine(studio.Server.Data, "blobs"), "*", SearchOption.AllDirectories).Where(f => File.ReadAllBytes(f).AsSpan().StartsWith("HMRC"u8))];
}
