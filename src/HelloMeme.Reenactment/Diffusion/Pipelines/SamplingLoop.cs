using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Diffusion.Schedulers;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Unit normal numbers of one frame's latents: at a recursion depth, a place in its list of frames and a step (<see cref="Noise.StepNoise"/>).</summary>
public delegate void FrameNoise(int depth, int position, int step, Span<float> values);

/// <summary>Where a sampling loop stands after a step: sample and previous clean sample [4, f, h, w].</summary>
public sealed record SamplingState(int Step, float[] Sample, float[] Previous);

/// <summary>Denoises the frames of one level. Latents stay on the device: per step only the preview comes back, and maps go out when more chunks than fit take turns.</summary>
public sealed class SamplingLoop : IDisposable
{
    private const long NoiseBytes = 64_000_000;

    private readonly EngineContext _context;
    private readonly KeyFrameLevel _level;
    private readonly IScheduler _scheduler;
    private readonly FrameNoise _noise;
    private readonly TensorSet _tensors = new();
    private readonly Dictionary<int, ChunkDenoiser> _denoisers = []; // by chunk, or by minus its length where chunks take turns
    private readonly List<BoundNetwork> _chunkRuns = [];
    private readonly BoundNetwork?[] _steps = new BoundNetwork?[2];
    private readonly NetworkSession _step;
    private readonly int _noiseSteps;
    private readonly int _resident; // the first chunks, whose maps stay on the device for the whole loop

    public SamplingLoop(EngineContext context, KeyFrameLevel level, MotionKind motion, IScheduler scheduler, float guidance, FrameNoise noise, TensorSet constants, CancellationToken token)
    {
        (_context, _level, _scheduler, _noise) = (context, level, scheduler, noise);
        _resident = ResidentChunks(context, level);
        int steps = scheduler.Timesteps.Count, frames = level.Frames.Count;
        _noiseSteps = scheduler.DrawsNoise ? (int)Math.Clamp(NoiseBytes / (sizeof(float) * LatentCount), 1, steps) : 1;
        var shape = new SamplingShape(context.Branches, frames, context.Height, context.Width, [.. level.Chunks.Select(c => (c.Start, c.Length))], steps, _noiseSteps, context.Type);
        _step = new NetworkSession(OnnxFile.ToBytes(SamplingStep.Build(shape)), context.Networks.Settings);

        try
        {
            // 1. Tensors that live as long as the loop; what a step both reads and writes there is twice
            _tensors.Add("weights", context.Networks.Upload(SamplingTable.Of(scheduler, guidance), DType.Float, steps + 1, SamplingStep.Columns));
            _tensors.Add("noise", Device.New(DType.Float, _noiseSteps, 4, frames, context.Height, context.Width));
            _tensors.Add("timestep", Device.New(DType.Float, 1));
            _tensors.Add("preview", Device.New(DType.Float, 4, context.Height, context.Width));
            for (var turn = 0; turn < 2; turn++)
            {
                _tensors.Add($"sample{turn}", Device.New(DType.Float, 1, 4, frames, context.Height, context.Width));
                _tensors.Add($"previous{turn}", Device.New(DType.Float, 1, 4, frames, context.Height, context.Width));
                _tensors.Add($"step{turn}", Device.New(DType.Int64, 1));
            }

            // 2. A denoiser call per chunk
            for (var i = 0; i < level.Chunks.Count; i++)
            {
                var length = level.Chunks[i].Length;
                var chunk = _tensors.Add($"chunk_{i}", Device.New(context.Type, context.Branches, 4, length, context.Height, context.Width));
                var prediction = _tensors.Add($"prediction_{i}", Device.New(context.Type, context.Branches, 4, length, context.Height, context.Width));
                var key = DenoiserKey(i);
                if (!_denoisers.TryGetValue(key, out var denoiser)) _denoisers.Add(key, denoiser = new ChunkDenoiser(context, length, motion, constants, token));
                _chunkRuns.Add(denoiser.Bind(chunk, _tensors["timestep"], prediction));
            }

            // 3. The step, there and back
            for (var turn = 0; turn < 2; turn++) _steps[turn] = BindStep(turn);
        }
        catch
        {
            Dispose(); // networks that stay lent are never closed
            throw;
        }
    }

    private DeviceMemory Device => _context.Networks.Device;

    private int LatentCount => 4 * _level.Frames.Count * _context.Sizes.Plane;

    /// <summary>Steps from noise, or from where another loop stood. After each: its number, from 1, and the clean sample [4, h, w] of the middle frame.</summary>
    public IEnumerable<(int Step, float[] Preview)> Run(ControlFeatures control, FrameMaps? padding, SamplingState? from, CancellationToken token)
    {
        var state = from ?? Start();
        Place(state);
        for (var step = state.Step; step < _scheduler.Timesteps.Count; step++)
        {
            for (var i = 0; i < _chunkRuns.Count; i++)
            {
                token.ThrowIfCancellationRequested();
                var (start, length) = _level.Chunks[i];
                _denoisers[DenoiserKey(i)].Load(i, [.. _level.Frames.Skip(start).Take(length)], control, padding);
                _chunkRuns[i].Run();
            }

            if (step % _noiseSteps == 0 && step > state.Step) UploadNoise(step);
            _steps[step % 2]!.Run();
            yield return (step + 1, _context.Networks.Download(_tensors["preview"]));
        }
    }

    /// <summary>The clean sample [4, f, h, w], once all steps are made.</summary>
    public float[] Result() => _context.Networks.Download(_tensors[$"sample{_scheduler.Timesteps.Count % 2}"]);

    /// <summary>Where the loop stands after a number of steps.</summary>
    public SamplingState StateAfter(int steps) => new(steps, _context.Networks.Download(_tensors[$"sample{steps % 2}"]), _context.Networks.Download(_tensors[$"previous{steps % 2}"]));

    public void Dispose()
    {
        foreach (var step in _steps) step?.Dispose();
        foreach (var run in _chunkRuns) run.Dispose();
        foreach (var denoiser in _denoisers.Values) denoiser.Dispose();
        _tensors.Dispose();
        _step.Dispose();
    }

    private int DenoiserKey(int chunk) => chunk < _resident ? chunk : -_level.Chunks[chunk].Length;

    private static int ResidentChunks(EngineContext context, KeyFrameLevel level)
    {
        const int padding = 2, turns = 2; // frames of padding, and lengths of chunks that may take turns
        var frame = context.Branches * context.Sizes.Maps.Sum(m => (long)m.Channels * m.Height * m.Width) * context.Type.Size();
        var fit = (int)Math.Min(context.ResidentBytes / (frame * (KeyFrameLevel.Window + padding)), int.MaxValue);
        return fit >= level.Chunks.Count ? level.Chunks.Count : Math.Max(fit - turns, 0);
    }

    private SamplingState Start()
    {
        var sample = new float[LatentCount];
        FillNoise(Noise.StepNoise.Initial, sample);
        foreach (ref var value in sample.AsSpan()) value *= _scheduler.InitNoiseSigma;
        return new SamplingState(0, sample, new float[LatentCount]);
    }

    private void Place(SamplingState state)
    {
        var turn = state.Step % 2;
        Upload(state.Sample, _tensors[$"sample{turn}"]);
        Upload(state.Previous, _tensors[$"previous{turn}"]);
        using var step = Tensor.OfLongs(1);
        step.Longs[0] = state.Step;
        Device.Upload(step, _tensors[$"step{turn}"]);
        UploadNoise(state.Step);
        if (state.Step == _scheduler.Timesteps.Count) return;
        var weights = _scheduler.Weights(state.Step);
        Upload([weights.Timestep], _tensors["timestep"]);
        for (var i = 0; i < _level.Chunks.Count; i++) Upload(Cut(state.Sample, _level.Chunks[i], weights.InputScale), _tensors[$"chunk_{i}"]);
    }

    // The block of steps that this step is in.
    private void UploadNoise(int step)
    {
        if (!_scheduler.DrawsNoise) return;
        var block = new float[_noiseSteps * LatentCount];
        var first = step - step % _noiseSteps;
        for (var i = 0; i < _noiseSteps; i++) FillNoise(first + i, block.AsSpan(i * LatentCount, LatentCount));
        Upload(block, _tensors["noise"]);
    }

    private void FillNoise(int step, Span<float> values)
    {
        int plane = _context.Sizes.Plane, frames = _level.Frames.Count;
        var frame = new float[4 * plane];
        for (var f = 0; f < frames; f++)
        {
            _noise(_level.Depth, f, step, frame);
            for (var c = 0; c < 4; c++) frame.AsSpan(c * plane, plane).CopyTo(values[((c * frames + f) * plane)..]);
        }
    }

    private float[] Cut(float[] sample, FrameChunk chunk, float scale)
    {
        int plane = _context.Sizes.Plane, frames = _level.Frames.Count, length = chunk.Length * plane;
        var cut = new float[_context.Branches * 4 * length];
        for (var b = 0; b < _context.Branches; b++)
            for (var c = 0; c < 4; c++)
                System.Numerics.Tensors.TensorPrimitives.Multiply(sample.AsSpan((c * frames + chunk.Start) * plane, length), scale, cut.AsSpan((b * 4 + c) * length, length));
        return cut;
    }

    private void Upload(float[] values, Tensor target)
    {
        using var host = Tensor.OfFloats([.. target.Shape]);
        values.CopyTo(host.Floats);
        Device.Upload(host, target);
    }

    private BoundNetwork BindStep(int turn)
    {
        var next = 1 - turn;
        List<NamedTensor> inputs = [new("weights", _tensors["weights"]), new("step", _tensors[$"step{turn}"]), new("sample", _tensors[$"sample{turn}"]), new("previous", _tensors[$"previous{turn}"]), new("noise", _tensors["noise"])];
        List<NamedTensor> outputs = [new("next_sample", _tensors[$"sample{next}"]), new("next_previous", _tensors[$"previous{next}"]), new("next_step", _tensors[$"step{next}"]), new("timestep", _tensors["timestep"]), new("preview", _tensors["preview"])];
        for (var i = 0; i < _level.Chunks.Count; i++)
        {
            inputs.Add(new($"prediction_{i}", _tensors[$"prediction_{i}"]));
            outputs.Add(new($"chunk_{i}", _tensors[$"chunk_{i}"]));
        }

        var wanted = _step.Inputs.ToHashSet(StringComparer.Ordinal);
        return _step.Bind([.. inputs.Where(i => wanted.Contains(i.Name))], [.. outputs]);
    }
}
