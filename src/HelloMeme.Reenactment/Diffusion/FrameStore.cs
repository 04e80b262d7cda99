using System.IO.MemoryMappedFiles;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using HelloMeme.Reenactment.Sessions;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Named maps of every frame of a clip in a scratch file, so that memory does not grow with the clip: written once a frame, read a chunk at a time.
/// The file is gone when disposed, and where the system allows it has no name from the start, so that a killed process leaves none.</summary>
public sealed class FrameStore : IDisposable
{
    private const string Ending = ".frames";

    private readonly IReadOnlyList<int> _counts;
    private readonly int[] _offsets;
    private readonly int _frameCount;
    private readonly bool _halves;
    private readonly FileStream _file;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool[] _written;

    /// <param name="folder">For the scratch file.</param>
    /// <param name="counts">Numbers of each map of one frame.</param>
    /// <param name="halves">Keeps 16 bits of each number.</param>
    /// <exception cref="Media.UserFaultException">"disk-full".</exception>
    public FrameStore(string folder, int frames, IReadOnlyList<int> counts, bool halves = false)
    {
        (_counts, _halves) = (counts, halves);
        _offsets = new int[counts.Count];
        for (var i = 1; i < counts.Count; i++) _offsets[i] = _offsets[i - 1] + counts[i - 1];
        _frameCount = counts.Sum();
        _written = new bool[frames];
        Directory.CreateDirectory(folder);
        var bytes = Math.Max(1, (long)frames * _frameCount * Size);
        _file = Reserve(folder, bytes);
        _mapping = MemoryMappedFile.CreateFromFile(_file, mapName: null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        _view = _mapping.CreateViewAccessor(0, bytes);
    }

    private int Size => _halves ? 2 : sizeof(float);

    /// <summary>Deletes what older versions or crashes left; files in use stay.</summary>
    public static void RemoveAbandoned(string folder) => DiskSpace.RemoveAbandoned(folder, "*" + Ending);

    /// <summary>Map is the place in the counts given; a frame counts as written with its last map.</summary>
    public void Write(int frame, int map, ReadOnlySpan<float> values)
    {
        if (values.Length != _counts[map]) throw new ArgumentException($"Map {map} holds {_counts[map]} numbers, found {values.Length}.", nameof(values));
        if (_halves)
        {
            var halves = new Half[values.Length];
            TensorPrimitives.ConvertToHalf(values, halves);
            _view.SafeMemoryMappedViewHandle.WriteSpan<Half>(At(frame, map), halves);
        }
        else
        {
            _view.SafeMemoryMappedViewHandle.WriteSpan(At(frame, map), values);
        }

        if (map == _counts.Count - 1) _written[frame] = true;
    }

    /// <exception cref="InvalidOperationException">The frame was not written.</exception>
    public void Read(int frame, int map, Span<float> values)
    {
        if (!_written[frame]) throw new InvalidOperationException($"Frame {frame} was not written.");
        values = values[.._counts[map]];
        if (!_halves)
        {
            _view.SafeMemoryMappedViewHandle.ReadSpan(At(frame, map), values);
            return;
        }

        var halves = new Half[values.Length];
        _view.SafeMemoryMappedViewHandle.ReadSpan<Half>(At(frame, map), halves);
        TensorPrimitives.ConvertToSingle(halves, values);
    }

    public void Dispose()
    {
        _view.Dispose();
        _mapping.Dispose();
        _file.Dispose();
    }

    // Written through the mapping, a file without its room ends the process where the disk is full.
    private static FileStream Reserve(string folder, long bytes)
    {
        const string what = "A render of so many frames of this size takes";
        DiskSpace.Require(folder, bytes, what);
        var path = Path.Combine(folder, $"{Guid.NewGuid():n}{Ending}");
        try
        {
            var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 1, Options = FileOptions.DeleteOnClose, PreallocationSize = bytes });
            file.SetLength(bytes);
            if (!OperatingSystem.IsWindows()) File.Delete(path); // the file lives as long as it is open
            return file;
        }
        catch (IOException e)
        {
            throw DiskSpace.Full(what, bytes, "they could not be reserved", e);
        }
    }

    private ulong At(int frame, int map) => (ulong)((long)frame * _frameCount + _offsets[map]) * (ulong)Size;
}
