using HelloMeme.Media;

namespace HelloMeme.Studio;

/// <summary>Where things lie: the checkout's top folder while developing, the program's folder once published.</summary>
public sealed class StudioFolders
{
    public StudioFolders(StudioOptions options)
    {
        Models = Path.GetFullPath(options.ModelsFolder, Root);
        Npm = Path.GetFullPath(options.NpmFolder, Root);
        Data = Path.GetFullPath(options.DataFolder, Root);
    }

    public static string Root { get; } = FindRoot();

    public string Models { get; }

    /// <summary>Graphs that the program built, and weights that it converted.</summary>
    public string Onnx => Path.Combine(Models, "onnx");

    /// <summary>The studio's own portraits, once they are drawn.</summary>
    public string Samples => Path.Combine(Models, "samples");

    public string Npm { get; }

    /// <summary>Database, keys, blobs and uploads; the rest of this list lies inside it.</summary>
    public string Data { get; }

    public string Blobs => Path.Combine(Data, "blobs");

    public string Incoming => Path.Combine(Data, "incoming");

    public string Uploads => Path.Combine(Data, "uploads");

    public string Keys => Path.Combine(Data, "keys");

    /// <summary>A fault for visitors: folders of this machine, which are nobody's business out there, are called as a checkout calls them.</summary>
    public UserFaultException Told(UserFaultException fault)
    {
        var sentence = fault.Message.Replace(Models, "models", StringComparison.Ordinal).Replace(Data, "data", StringComparison.Ordinal).Replace(Npm, "node_modules", StringComparison.Ordinal);
        return sentence == fault.Message ? fault : new UserFaultException(fault.Code, sentence, fault);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HelloMeme.Studio.sln"))) return folder.FullName;
        }

        return AppContext.BaseDirectory;
    }
}
