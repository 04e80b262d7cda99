namespace HelloMeme.Studio.Jobs;

/// <summary>Files of one job in a folder that is swept at start; what was not kept is gone on dispose.</summary>
public sealed class WorkFiles : IDisposable
{
    private readonly string _folder;
    private readonly HashSet<string> _files = [];

    private WorkFiles(string folder) => _folder = folder;

    public static WorkFiles In(string folder)
    {
        Directory.CreateDirectory(folder);
        return new WorkFiles(folder);
    }

    /// <summary>Ending: with its dot.</summary>
    public string New(string ending)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ending);
        _files.Add(path);
        return path;
    }

    /// <summary>The bytes are on the disk, not only on their way.</summary>
    public static string Flushed(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
        return path;
    }

    /// <summary>Somebody else owns these from now on.</summary>
    public void Keep(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths) _files.Remove(path);
    }

    public void Dispose()
    {
        foreach (var file in _files) File.Delete(file);
    }
}
