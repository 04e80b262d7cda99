using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Pose and expression as the control net's maps: computed once per frame, and once for the unconditional branch.</summary>
public sealed class ControlFeatures : IDisposable
{
    private readonly FrameMaps _frames;
    private readonly FrameMaps? _empty;

    private ControlFeatures(FrameMaps frames, FrameMaps? empty) => (_frames, _empty) = (frames, empty);

    /// <summary>All frames one by one; progress counts them.</summary>
    public static async Task<ControlFeatures> ComputeAsync(EngineContext context, IAsyncEnumerable<FrameCondition> conditions, int frames, Action<int> progress, CancellationToken token)
    {
        var maps = FrameMaps.Create(context, [.. Enumerable.Range(0, frames)], "ctrl", branches: 1);
        FrameMaps? empty = null;
        try
        {
            var frame = 0;
            await foreach (var condition in conditions.WithCancellation(token))
            {
                if (context.Branches == 2 && empty is null)
                {
                    empty = FrameMaps.Create(context, [0], "ctrl", branches: 1);
                    Compute(context, condition.Empty(), empty, 0, token);
                }

                Compute(context, condition, maps, frame++, token);
                progress(frame);
            }

            if (frame != frames) throw new InvalidOperationException($"Expected conditions of {frames} frames, found {frame}.");
            return new ControlFeatures(maps, empty);
        }
        catch
        {
            maps.Dispose();
            empty?.Dispose();
            throw;
        }
    }

    /// <summary>ctrl_down_i and ctrl_up_i of some frames into device tensors [b, c, f, h, w].</summary>
    public void Load(IReadOnlyList<int> frames, TensorSet chunk, DeviceMemory device) =>
        FrameMaps.Load(_empty is null ? [(_frames, 0, frames)] : [(_empty, 0, new int[frames.Count]), (_frames, 0, frames)], chunk, device);

    /// <summary>The maps of one frame as [b, c, h, w], for the reference network (v5c).</summary>
    public TensorSet Still(EngineContext context)
    {
        using var set = new TensorSet();
        foreach (var (name, channels, height, width) in context.Sizes.Maps)
            set.Add($"ctrl_{name}", context.Networks.Device.New(context.Type, context.Branches, channels, height, width));
        Load([0], set, context.Networks.Device);
        return set.Release();
    }

    public void Dispose()
    {
        _frames.Dispose();
        _empty?.Dispose();
    }

    // Source: hellomeme pipelines: control nets see one frame at a time.
    private static void Compute(EngineContext context, FrameCondition condition, FrameMaps maps, int frame, CancellationToken token)
    {
        var kind = condition.Code is not null ? ExpressionKind.Emotion : ExpressionKind.Blendshapes;
        var options = new ControlOptions(1, context.Height, context.Width, kind) { Form = context.Form };
        using var inputs = new TensorSet();
        inputs.Add("condition", context.Networks.Upload(condition.Pose, DType.Float, 1, 3, context.Height, context.Width));
        if (condition.Code is { } code)
        {
            inputs.Add("code", context.Networks.Upload(code, DType.Float, 1, code.Length));
        }
        else
        {
            inputs.Add("coef", context.Networks.Upload(condition.Blendshapes, DType.Float, 1, condition.Blendshapes!.Length));
            inputs.Add("crops", context.Networks.Upload(condition.FaceParts, DType.Float, 1, 3, condition.FaceParts!.Length / 3));
        }

        using var outputs = context.Networks.Run($"control-{kind}-{context.Shape}".ToLowerInvariant(), () => ControlNet.Build(context.Weights.Control, context.Weights.Projector, options), inputs.All, token);
        maps.Write(frame, outputs, name => name, context.Networks);
    }
}
