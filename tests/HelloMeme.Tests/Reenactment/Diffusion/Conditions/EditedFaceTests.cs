using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Conditions;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Conditions;

/// <summary>Edited curves reach the networks as pictures; unedited frames pass the driver's own.</summary>
public sealed class EditedFaceTests(EngineBench bench, ITestOutputHelper output) : IClassFixture<EngineBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_changes_the_codes_of_its_own_frames_and_leaves_the_others_bit_for_bit()
    {
        var driver = EngineBench.Driver(8);
        var plain = await CodesAsync(bench.Scene(driver.Captured, driver));
        var frames = Enumerable.Range(0, 8).Select(i => driver.Captured.Evaluate(i)).ToArray();
        frames[3] = frames[3].With(("jawOpen", 0.9f));
        var edited = await CodesAsync(bench.Scene(MotionTrack.FromSamples(8, frames, null), driver));

        for (var i = 0; i < 8; i++)
        {
            if (i != 3) Assert.Equal(plain[i], edited[i]);
        }

        const int eyes = ExpressionEncoder.EyeSize, mood = ExpressionEncoder.MoodSize;
        var difference = plain[3].Zip(edited[3], (a, b) => (double)b - a).ToArray();
        double eye = Norm(difference[..eyes]), mouth = Norm(difference[(eyes + mood)..]);
        output.WriteLine($"jawOpen moves the 512 mouth numbers by {mouth:g4} and the 6 eye numbers by {eye:g4}: {eye / mouth:p1} (random weights)");
        Assert.True(mouth > 0);
        Assert.True(eye < 0.1 * mouth);
    }

    [Fact]
    public async Task Frames_that_editing_left_alone_keep_their_conditions_bit_for_bit_wherever_they_went()
    {
        var driver = EngineBench.Driver(8);
        var plain = await ConditionsAsync(bench.Scene(driver.Captured, driver));
        int[] left = [0, 1, 2, 5, 6, 7, 3]; // one frame cut out, one moved to the end
        var frames = left.Select(i => driver.Captured.Evaluate(i)).ToArray();
        frames[1] = frames[1].With(("jawOpen", 0.9f));
        var edited = MotionTrack.FromSamples(8, frames, null);
        var told = await ConditionsAsync(bench.Scene(edited, driver with { Pictures = left }));

        Assert.Equal(left.Length, told.Count);
        for (var i = 0; i < left.Length; i++)
        {
            Assert.Equal(plain[left[i]].Pose, told[i].Pose);
            if (i == 1) Assert.NotEqual(plain[left[i]].Code, told[i].Code);
            else Assert.Equal(plain[left[i]].Code, told[i].Code);
        }
    }

    [Fact]
    public async Task Without_a_driver_the_portrait_is_redrawn_and_at_rest_it_is_itself()
    {
        var frames = new[] { MotionFrame.Rest, MotionFrame.Rest.With(("jawOpen", 0.7f)), MotionFrame.Rest.With(("headYaw", 0.3f)) };
        var codes = await CodesAsync(bench.Scene(MotionTrack.FromSamples(8, frames, null)));
        Assert.NotEqual(codes[0], codes[1]);
        Assert.Equal(codes[0], codes[2]); // a turn is told by the pose square alone
    }

    private async Task<List<float[]>> CodesAsync(RenderScene scene) => [.. (await ConditionsAsync(scene)).Select(c => c.Code!)];

    private async Task<List<FrameCondition>> ConditionsAsync(RenderScene scene)
    {
        var settings = EngineBench.Small with { FramesPerSecond = 8 };
        using var networks = EngineNetworks.Open(bench.Folders, settings, film: true, TestSessions.Settings, Token);
        using var store = new ModelStore(bench.Folders.Onnx, TestSessions.Settings);
        using var pool = new SessionPool(store, 1L << 30);
        var device = new DeviceNetworks(pool, store.Device, TestSessions.Settings, networks.Weights.Identity, SessionMode.Shared);
        using var frontEnd = FaceFrontEnd.BuiltIn();
        using var conditions = await SceneConditions.ReadAsync(scene, PlannedFrame.Film(scene, 8), settings, frontEnd, new FaceEncoders(networks, device), _ => { }, Token);
        var told = new List<FrameCondition>();
        await foreach (var condition in conditions.AllAsync(Token))
        {
            Assert.Equal(3 * 16 * 16, condition.Pose.Length);
            Assert.NotNull(condition.Code);
            told.Add(condition);
        }

        return told;
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(v => v * v));
}
