using HelloMeme.Graph.Networks;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Diffusion.Noise;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Diffusion.Schedulers;
using HelloMeme.Reenactment.Sessions;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Diffusion.Pipelines;

public sealed class DiffusionPipelineTests(EngineBench bench) : IClassFixture<EngineBench>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chunks_that_take_turns_on_the_device_give_the_same_bits()
    {
        const int frames = 26; // three chunks
        using var networks = EngineNetworks.Open(bench.Folders, EngineBench.Small, film: true, TestSessions.Settings, Token);
        using var store = new ModelStore(bench.Folders.Onnx, TestSessions.Settings);
        using var pool = new SessionPool(store, long.MaxValue);
        var context = Context(networks, store, pool);
        float[] text = GraphRun.Noise(77 * 32, 1), portrait = GraphRun.Noise(3 * 128 * 128, 2);
        Task<float[]> Sample(EngineContext on)
        {
            var conditions = Enumerable.Range(0, frames).Select(f => new FrameCondition(GraphRun.Noise(3 * 16 * 16, 3 + f), GraphRun.Noise(548, 40 + f))).ToAsyncEnumerable();
            var inputs = new RenderInputs(portrait, new PromptEmbeddings(text, text, text, text), conditions, frames);
            return new DiffusionPipeline(on, EngineBench.Small, new StepNoise(7).Fill).SampleAsync(inputs, motion: true, null, _ => { }, null, Token);
        }

        var resident = await Sample(context);
        Assert.Equal(resident, await Sample(context with { ResidentBytes = 0 }));
        Assert.Equal(4 * frames * 16 * 16, resident.Length);
        Assert.True(resident.Distinct().Count() > 1000);
    }

    /// <summary>Black is what NaN would be as bytes.</summary>
    [Fact]
    public void Numbers_that_are_none_are_a_fault_and_no_picture()
    {
        using var networks = EngineNetworks.Open(bench.Folders, EngineBench.Small, film: false, TestSessions.Settings, Token);
        using var store = new ModelStore(bench.Folders.Onnx, TestSessions.Settings);
        using var pool = new SessionPool(store, long.MaxValue);
        var pipeline = new DiffusionPipeline(Context(networks, store, pool), EngineBench.Small, (_, _, _, values) => values.Clear());
        var latents = new float[4 * 16 * 16];
        foreach (var frame in pipeline.Decode(latents, _ => { }, Token)) frame.Dispose();
        latents[7] = float.NaN;
        Assert.Equal("not-a-number", Assert.Throws<UserFaultException>(() => pipeline.Decode(latents, _ => { }, Token).ToList()).Code);
    }

    [Fact]
    public void A_start_that_fails_gives_back_what_it_had_rented()
    {
        using var networks = EngineNetworks.Open(bench.Folders, EngineBench.Small, film: true, TestSessions.Settings, Token);
        using var store = new ModelStore(bench.Folders.Onnx, TestSessions.Settings);
        using var pool = new SessionPool(store, long.MaxValue);
        var context = Context(networks, store, pool);
        using var constants = new TensorSet();
        var level = KeyFrameLevel.For(15)[^1];
        SamplingLoop Start() => new(context, level, MotionKind.Unpadded, new DpmSolverMultistepScheduler(2), 1, (_, _, _, values) => values.Clear(), constants, Token);
        Start().Dispose();
        Assert.True(pool.Bytes > 0);
        pool.Trim();

        // The second denoiser's graph cannot be kept: a folder has its name.
        var graph = Assert.Single(Directory.GetFiles(bench.Folders.Onnx, $"denoiser-{level.Chunks[1].Length}-unpadded-*.onnx"));
        File.Delete(graph);
        Directory.CreateDirectory(graph);
        Assert.True(Record.Exception(Start) is IOException or UnauthorizedAccessException);
        Directory.Delete(graph); // other tests share the folder
        pool.Trim();
        Assert.Equal(0, pool.Bytes);
    }

    private EngineContext Context(EngineNetworks networks, ModelStore store, SessionPool pool)
    {
        var device = new DeviceNetworks(pool, store.Device, TestSessions.Settings, networks.Weights.Identity, SessionMode.Shared);
        return new EngineContext(networks.Weights, device, 1, 16, 16) { ScratchFolder = bench.Folders.Scratch };
    }
}
