namespace HelloMeme.Media;

/// <summary>A file in the making beside its target. Whatever was not published is gone on dispose.</summary>
public sealed class PartFile : IDisposable
{
    private readonly string _target;
    private readonly List<string> _files;

    private PartFile(string target, string path) => (_target, Path, _files) = (target, path, [path]);

    public string Path { get; }

    /// <exception cref="UserFaultException">"output-folder-missing".</exception>
    public static PartFile For(string target)
    {
        target = System.IO.Path.GetFullPath(target);
        var folder = System.IO.Path.GetDirectoryName(target);
        if (!Directory.Exists(folder)) throw new UserFaultException("output-folder-missing", $"The folder {folder} for the film does not exist: create it first.");
        return new PartFile(target, $"{target}.part-{Guid.NewGuid():N}");
    }

    /// <summary>A name for an intermediate file that lives no longer than this one.</summary>
    public string Beside(string purpose)
    {
        var path = $"{Path}-{purpose}";
        _files.Add(path);
        return path;
    }

    public void Publish() => File.Move(Path, _target, overwrite: true);

    public void Dispose()
    {
        foreach (var file in _files) File.Delete(file);
    }
}
