using HelloMeme.Graph.Onnx;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Weights in the types and forms that graphs run, made once of each checkpoint file under folder/SHA-256/, mapped, and shared by all
/// sessions of the process. Over the budget the sets that were used longest ago are deleted, never one that any process uses.</summary>
public sealed class ConvertedWeights(string folder, long budgetBytes = long.MaxValue)
{
    private const string Leaving = ".deleted-"; // the name of a set that is going, so that a crash leaves no half one

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ConvertedSet> _open = new(StringComparer.Ordinal);

    /// <summary>models/onnx.</summary>
    public string Folder => folder;

    /// <summary>What lies on the disk, last used first.</summary>
    public IReadOnlyList<ConvertedSetInfo> Sets()
    {
        if (!Directory.Exists(folder)) return [];
        foreach (var left in Directory.EnumerateDirectories(folder, "*" + Leaving + "*")) Remove(left);
        return [.. new DirectoryInfo(folder).EnumerateDirectories().Where(d => IsLasting(d.Name)).Select(Describe).OrderByDescending(s => s.LastUsed)];
    }

    /// <summary>Deletes what was made of one checkpoint file; it is made again when needed.</summary>
    /// <returns>False where a session of any process uses it, or it is not there.</returns>
    public bool Delete(string source)
    {
        if (!IsLasting(source) || !Directory.Exists(SetFolder(source))) return false;
        var leaving = Path.Combine(folder, $"{source}{Leaving}{Guid.NewGuid():n}");
        using (var alone = Lock(source, FileAccess.ReadWrite, FileShare.None))
        {
            if (alone is null) return false;
            Directory.Move(SetFolder(source), leaving);
        }

        Remove(leaving);
        return true;
    }

    /// <summary>A SHA-256: what is made of a file that has no such name is not kept.</summary>
    internal static bool IsLasting(string source) => source.Length == 64 && source.All(char.IsAsciiHexDigitLower);

    /// <summary>The set of one checkpoint file with at least these weights in it; to be returned.</summary>
    /// <exception cref="UserFaultException">"disk-full", "weights-busy".</exception>
    internal ConvertedSet Open(string source, IReadOnlyList<Weight> weights, CancellationToken token)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(source, out var set)) _open.Add(source, set = new ConvertedSet(SetFolder(source), source, TakeShared(source)));
            set.Users++;
            try
            {
                if (set.Add(weights, token)) KeepToBudget();
            }
            catch
            {
                Return(set);
                throw;
            }

            return set;
        }
    }

    internal void Return(ConvertedSet set)
    {
        lock (_gate)
        {
            if (--set.Users > 0) return;
            _open.Remove(set.Source);
            set.Dispose();
        }
    }

    private void KeepToBudget()
    {
        var sets = Sets();
        var bytes = sets.Sum(s => s.Bytes);
        foreach (var set in sets.Reverse())
        {
            if (bytes <= budgetBytes) return;
            if (Delete(set.Source)) bytes -= set.Bytes;
        }
    }

    private static void Remove(string leaving)
    {
        try
        {
            Directory.Delete(leaving, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process is at it, or it goes next time.
        }
    }

    private ConvertedSetInfo Describe(DirectoryInfo set)
    {
        var use = LockPath(set.Name);
        using var alone = Lock(set.Name, FileAccess.ReadWrite, FileShare.None);
        return new ConvertedSetInfo(set.Name, set.EnumerateFiles().Sum(f => f.Length), File.GetLastWriteTimeUtc(use), InUse: alone is null);
    }

    private FileStream TakeShared(string source)
    {
        Directory.CreateDirectory(folder);
        FileStream? inUse = null;
        if (!SpinWait.SpinUntil(() => (inUse = Lock(source, FileAccess.Read, FileShare.Read)) is not null, Patience))
            throw new UserFaultException("weights-busy", "Another process holds the converted weights of this checkpoint for itself: try again in a minute.");
        File.SetLastWriteTimeUtc(LockPath(source), TimeProvider.System.GetUtcNow().UtcDateTime);
        return inUse!;
    }

    /// <summary>A lock between processes, beside the set so that it outlives it; null where others hold it.</summary>
    private FileStream? Lock(string source, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(LockPath(source), FileMode.OpenOrCreate, access, share);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string SetFolder(string source) => Path.Combine(folder, source);

    private string LockPath(string source) => Path.Combine(folder, source + ".lock");
}

/// <summary>What was made of one checkpoint file.</summary>
/// <param name="Source">Its SHA-256.</param>
/// <param name="LastUsed">When a session last asked for it, UTC.</param>
/// <param name="InUse">Some process has it open now.</param>
public sealed record ConvertedSetInfo(string Source, long Bytes, DateTime LastUsed, bool InUse);
