using HelloMeme.Graph.Onnx;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>The eight maps of every frame that enter the UNet (control, or padding), kept in a <see cref="FrameStore"/> and laid out for a chunk of frames.</summary>
public sealed class FrameMaps : IDisposable
{
    private readonly IReadOnlyList<Map> _maps;
    private readonly FrameStore _store;
    private readonly Dictionary<int, int> _places; // of frames in the store

    private FrameMaps(IReadOnlyList<Map> maps, FrameStore store, Dictionary<int, int> places) => (_maps, _store, _places) = (maps, store, places);

    /// <param name="frames">Those that will be written, numbered as in the clip.</param>
    /// <param name="prefix">"ctrl" or "pad": maps are called prefix_down_i and prefix_up_i.</param>
    /// <param name="branches">How many branches a stored frame holds.</param>
    /// <exception cref="Media.UserFaultException">"disk-full".</exception>
    public static FrameMaps Create(EngineContext context, IReadOnlyList<int> frames, string prefix, int branches)
    {
        Map[] maps = [.. context.Sizes.Maps.Select(m => new Map($"{prefix}_{m.Name}", branches, m.Channels, m.Height * m.Width))];
        var store = new FrameStore(context.ScratchFolder, frames.Count, [.. maps.Select(m => m.Count)], halves: context.Type == DType.Half);
        return new FrameMaps(maps, store, frames.Index().ToDictionary(f => f.Item, f => f.Index));
    }

    /// <summary>Takes one frame's maps from the device; source names its tensors by the map's name without prefix.</summary>
    public void Write(int frame, TensorSet maps, Func<string, string> nameOf, DeviceNetworks networks)
    {
        for (var i = 0; i < _maps.Count; i++) _store.Write(_places[frame], i, networks.Download(maps[nameOf(_maps[i].Name)]));
    }

    /// <summary>Overwrites device tensors [b, c, f, h, w] named like the maps with those of some frames. Every branch of the chunk is one of the sources: (store, frame of it) per frame.</summary>
    public static void Load(IReadOnlyList<(FrameMaps Maps, int Branch, IReadOnlyList<int> Frames)> branches, TensorSet chunk, DeviceMemory device)
    {
        for (var i = 0; i < branches[0].Maps._maps.Count; i++)
        {
            var target = chunk[branches[0].Maps._maps[i].Name];
            using var host = Tensor.OfFloats([.. target.Shape]);
            for (var b = 0; b < branches.Count; b++) branches[b].Maps.Lay(i, branches[b].Branch, branches[b].Frames, b, host.Floats);
            device.Upload(host, target);
        }
    }

    public void Dispose() => _store.Dispose();

    // stored b c (h w) of each frame -> chunk b c f (h w)
    private void Lay(int map, int fromBranch, IReadOnlyList<int> frames, int toBranch, Span<float> chunk)
    {
        var (_, _, channels, plane) = _maps[map];
        var stored = new float[_maps[map].Count];
        for (var f = 0; f < frames.Count; f++)
        {
            _store.Read(_places[frames[f]], map, stored);
            for (var c = 0; c < channels; c++)
                stored.AsSpan((fromBranch * channels + c) * plane, plane).CopyTo(chunk[(((toBranch * channels + c) * frames.Count + f) * plane)..]);
        }
    }

    private sealed record Map(string Name, int Branches, int Channels, int Plane)
    {
        public int Count => Branches * Channels * Plane;
    }
}
