using System.Runtime.CompilerServices;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.Conditions;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.FrontEnds;
using HelloMeme.Reenactment.Diffusion.Noise;
using HelloMeme.Reenactment.Diffusion.Pipelines;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>HelloMeme from end to end: portrait and motion to frames. Networks stay open between renders as far as their budget goes; one render at a time, others wait.</summary>
public sealed class HelloMemeEngine(EngineFolders folders, ConvertedWeights weights, SessionSettings sessions, long openNetworkBytes) : IDisposable
{
    /// <summary>Of the longest film: a minute at sixty a second.</summary>
    public const int MostFrames = (int)(MediaLimits.VideoSeconds * 60);

    private readonly SemaphoreSlim _oneRender = new(1);
    private readonly StepTimes _times = new(folders.StepTimes);
    private ModelStore? _store;
    private SessionPool? _pool;

    /// <summary>What is installed.</summary>
    public EngineWeights Weights { get; } = new(folders);

    /// <summary>Who will look at faces; to be shown.</summary>
    /// <exception cref="UserFaultException">As <see cref="FrontEndFault"/>.</exception>
    public FaceFrontEndKind FrontEnd => OfficialFaceFiles.AreInstalled(folders.FaceModels) ? FaceFrontEndKind.Official : FaceFrontEndKind.BuiltIn;

    /// <summary>Why nobody can look at faces: "face-models-incomplete". Null where somebody can.</summary>
    public UserFaultException? FrontEndFault => OfficialFaceFiles.FaultOf(folders.FaceModels);

    /// <summary>Null before the first render; counts its copies.</summary>
    internal DeviceMemory? Device => _store?.Device;

    /// <summary>Frames of a film of this motion.</summary>
    public static int FrameCount(MotionTrack motion, RenderSettings settings) => Math.Max(1, (int)Math.Round(motion.Seconds * RateOf(motion, settings)));

    /// <summary>Frames per second of a film of this motion.</summary>
    public static double RateOf(MotionTrack motion, RenderSettings settings) => settings.FramesPerSecond ?? motion.Rate;

    /// <summary>What a render takes on this device: from steps measured here, else a rough figure.</summary>
    /// <param name="frames">1 without film for a picture.</param>
    public Task<RenderEstimate> EstimateAsync(RenderSettings settings, int frames, bool film, CancellationToken token) =>
        Task.Run(() => RenderEstimate.Of(settings, frames, film, Weights.HasTestWeights(settings, film), _times, sessions), token);

    /// <summary>Names a render, by its settings and all that goes into it, weights and this program among it: 64 hexadecimal digits. What was kept of a render is good for no other.</summary>
    /// <exception cref="UserFaultException">As <see cref="EngineWeights.Require"/>; "weights-unusable".</exception>
    public Task<string> KeyOfAsync(RenderScene scene, RenderSettings settings, bool film, CancellationToken token) => Task.Run(() =>
    {
        using var networks = EngineNetworks.Open(folders, settings, film, sessions, token);
        return RenderKey.Of(scene, settings, film, networks, sessions, folders.FaceModels, token);
    }, token);

    /// <summary>The film, frame by frame, of settings.Side along each side; whoever reads disposes them.</summary>
    /// <param name="progress">Called on the render's thread; a preview is to be read within the call.</param>
    /// <param name="from">What <paramref name="keep"/> was given last by the same render (<see cref="KeyOfAsync"/>): it goes on from there with the same bits.</param>
    /// <param name="keep">Awaited every few steps.</param>
    /// <exception cref="UserFaultException">As <see cref="EngineWeights.Require"/>; "too-many-frames", "weights-unusable", "out-of-memory", "disk-full", "no-face", "no-face-in-clip", "clip-changed".</exception>
    public IAsyncEnumerable<Frame> RenderFilmAsync(RenderScene scene, RenderSettings settings, Action<RenderProgress> progress, RenderCheckpoint? from, Func<RenderCheckpoint, Task>? keep, CancellationToken token)
    {
        settings.Check();
        if (FrameCount(scene.Motion, settings) is > MostFrames and var frames)
            throw new UserFaultException("too-many-frames", $"The film would have {frames} frames, and the HelloMeme engine makes {MostFrames} at most: choose fewer frames a second or a shorter motion.");
        return RenderAsync(scene, PlannedFrame.Film(scene, RateOf(scene.Motion, settings)), settings, film: true, progress, from, keep, token);
    }

    /// <summary>One picture at a place of the motion, in frames (as <see cref="TrackPeak.PeakFrame"/> finds it). The caller disposes it.</summary>
    /// <exception cref="UserFaultException">As <see cref="RenderFilmAsync"/>.</exception>
    public async Task<Frame> RenderPictureAsync(RenderScene scene, double place, RenderSettings settings, Action<RenderProgress> progress, RenderCheckpoint? from, Func<RenderCheckpoint, Task>? keep, CancellationToken token)
    {
        Frame? picture = null;
        await foreach (var frame in RenderAsync(scene, [PlannedFrame.At(scene, place)], settings, film: false, progress, from, keep, token)) picture = frame;
        return picture!;
    }

    public void Dispose()
    {
        _pool?.Dispose();
        _store?.Dispose();
        _oneRender.Dispose();
    }

    private async IAsyncEnumerable<Frame> RenderAsync(RenderScene scene, IReadOnlyList<PlannedFrame> frames, RenderSettings settings, bool film, Action<RenderProgress> progress, RenderCheckpoint? from, Func<RenderCheckpoint, Task>? keep, [EnumeratorCancellation] CancellationToken token)
    {
        await _oneRender.WaitAsync(token);
        try
        {
            using var networks = await Task.Run(() => EngineNetworks.Open(folders, settings, film, sessions, token), token);
            var clock = new StepClock(settings, frames.Count, film, Weights.HasTestWeights(settings, film), progress);
            var pipeline = await Task.Run(() => Told(() => PipelineOf(networks, settings)), token);
            var latents = await Task.Run(() => SampleAsync(networks, pipeline, scene, frames, settings, film, clock.Report, from, keep, token), token);
            using var decoded = pipeline.Decode(latents, clock.Report, token).GetEnumerator();
            while (await Task.Run(() => Told(decoded.MoveNext), token)) yield return decoded.Current;
            _times.Add(clock.Key(sessions), clock.Measured);
        }
        finally
        {
            try
            {
                _store?.Device.Shrink(); // a film works in gigabytes, which an idle studio would keep
            }
            finally
            {
                _oneRender.Release();
            }
        }
    }

    private static T Told<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (CheckpointException fault)
        {
            throw EngineNetworks.Unusable(fault);
        }
    }

    private DiffusionPipeline PipelineOf(EngineNetworks networks, RenderSettings settings)
    {
        if (_store is null) FrameStore.RemoveAbandoned(folders.Scratch);
        _store ??= new ModelStore(weights, sessions);
        _pool ??= new SessionPool(_store, openNetworkBytes);
        var device = new DeviceNetworks(_pool, _store.Device, sessions, networks.Weights.Identity, SessionMode.Shared);
        var latents = settings.Side / Latents.Reduction;
        var context = new EngineContext(networks.Weights, device, settings.Branches, latents, latents) { ScratchFolder = folders.Scratch };
        return new DiffusionPipeline(context, settings, new StepNoise(settings.Seed).Fill);
    }

    private async Task<float[]> SampleAsync(EngineNetworks networks, DiffusionPipeline pipeline, RenderScene scene, IReadOnlyList<PlannedFrame> frames, RenderSettings settings, bool film, Action<RenderProgress> progress, RenderCheckpoint? from, Func<RenderCheckpoint, Task>? keep, CancellationToken token)
    {
        try
        {
            // 1. Faces
            using var frontEnd = FaceFrontEnd.Open(folders.FaceModels, sessions);
            using var conditions = await SceneConditions.ReadAsync(scene, frames, settings, frontEnd, new FaceEncoders(networks, pipeline.Networks), progress, token);

            // 2. Words
            var prompt = PromptEncoder.Encode(networks, pipeline.Networks, settings, film, token);

            // 3. Latents
            var portrait = networks.Version.ReferenceSeesPose ? conditions.PortraitCondition(token) : null;
            var inputs = new RenderInputs(conditions.Portrait(settings.Side), prompt, conditions.AllAsync(token), frames.Count, portrait);
            return await pipeline.SampleAsync(inputs, film, from, progress, keep, token);
        }
        catch (CheckpointException fault)
        {
            throw EngineNetworks.Unusable(fault);
        }
    }
}
