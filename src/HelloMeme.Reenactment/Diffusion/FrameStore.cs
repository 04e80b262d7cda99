using System.IO.MemoryMappedFiles;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Named maps of every frame of a clip in a scratch file, so that memory does not grow with the clip: written once a frame, read a chunk at a time.
/// The file is gone when disposed. Numbers are 32-bit floats.</summary>
public sealed class FrameStore : IDisposable
{
    private readonly IReadOnlyList<int> _counts;
    private readonly int[] _offsets;
    private readonly int _frameCount;
    private readonly FileStream _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool[] _written;

    /// <param name="folder">For the scratch file.</param>
    /// <param name="counts">Numbers of each map of one frame.</param>
    public FrameStore(string folder, int frames, IReadOnlyList<int> counts)
    {
        _counts = counts;
        _offsets = new int[counts.Count];
        for (var i = 1; i < counts.Count; i++) _offsets[i] = _offsets[i - 1] + counts[i - 1];
        _frameCount = counts.Sum();
        _written = new bool[frames];
        Directory.CreateDirectory(folder);
        _file = new FileStream(Path.Combine(folder, $"{Guid.NewGuid():n}.frames"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        var bytes = Math.Max(1, (long)frames * _frameCount * sizeof(float));
        _file.SetLength(bytes);
        _mapping = MemoryMappedFile.CreateFromFile(_file, mapName: null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, bytes);
    }

    public bool Has(int frame) => _written[frame];

    /// <summary>Map is the place in the counts given; a frame counts as written with its last map.</summary>
    public void Write(int frame, int map, ReadOnlySpan<float> values)
    {
        if (values.Length != _counts[map]) throw new ArgumentException($"Map {map} holds {_counts[map]} numbers, found {values.Length}.", nameof(values));
        _view.SafeMemoryMappedViewHandle.WriteSpan(At(frame, map), values);
        if (map == _counts.Count - 1) _written[frame] = true;
    }

    /// <exception cref="InvalidOperationException">The frame was not written.</exception>
    public void Read(int frame, int map, Span<float> values)
    {
        if (!_written[frame]) throw new InvalidOperationException($"Frame {frame} was not written.");
        _view.SafeMemoryMappedViewHandle.ReadSpan(At(frame, map), values[.._counts[map]]);
    }

    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
        _file.Dispose();
    }

    private ulong At(int frame, int map) => (ulong)((long)frame * _frameCount + _offsets[map]) * sizeof(float);
}
