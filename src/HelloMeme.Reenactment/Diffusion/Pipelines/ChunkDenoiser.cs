using HelloMeme.Graph.Networks;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>The denoiser for chunks of one length: its network and the control and padding maps on the device, which chunks take turns with when there are many.</summary>
public sealed class ChunkDenoiser : IDisposable
{
    private readonly EngineContext _context;
    private readonly SessionLease _network;
    private readonly TensorSet _constants;
    private readonly TensorSet _maps = new();
    private readonly MotionKind _motion;
    private int _loaded = -1;

    public ChunkDenoiser(EngineContext context, int frames, MotionKind motion, TensorSet constants, CancellationToken token)
    {
        (_context, _motion, _constants) = (context, motion, constants);
        var weights = context.Weights;
        var options = new DenoisingOptions(context.Branches, frames, context.Height, context.Width) { Motion = motion, Form = context.Form, Heads = weights.Heads, Groups = weights.Groups };
        _network = context.Networks.Rent($"denoiser-{frames}-{motion}-{context.Shape}".ToLowerInvariant(),
            () => DenoisingUNet.Build(weights.UNet, weights.Reference, motion == MotionKind.None ? null : weights.Motion, options), token);
        try
        {
            foreach (var (name, channels, height, width) in context.Sizes.Maps)
            {
                _maps.Add($"ctrl_{name}", context.Networks.Device.New(context.Type, context.Branches, channels, frames, height, width));
                if (motion == MotionKind.Padded) _maps.Add($"pad_{name}", context.Networks.Device.New(context.Type, context.Branches, channels, 2, height, width));
            }
        }
        catch
        {
            Dispose(); // a network that stays lent is never closed
            throw;
        }
    }

    /// <summary>Ties a chunk's own tensors to the network: sample and prediction [b, 4, f, h, w], timestep [1].</summary>
    public BoundNetwork Bind(Tensor sample, Tensor timestep, Tensor prediction) =>
        _network.Session.Bind([new("sample", sample), new("t", timestep), .. _constants.All, .. _maps.All], [new("eps", prediction)]);

    /// <summary>Brings the maps of a chunk's frames to the device, where they are not there already.</summary>
    public void Load(int chunk, IReadOnlyList<int> frames, ControlFeatures control, FrameMaps? padding)
    {
        if (_loaded == chunk) return;
        control.Load(frames, _maps, _context.Networks.Device);
        int[] ends = [frames[0], frames[^1]];
        if (_motion == MotionKind.Padded)
            FrameMaps.Load([.. Enumerable.Range(0, _context.Branches).Select(b => (padding!, b, (IReadOnlyList<int>)ends))], _maps, _context.Networks.Device);
        _loaded = chunk;
    }

    public void Dispose()
    {
        _maps.Dispose();
        _network.Dispose();
    }
}
