using HelloMeme.Media;

namespace HelloMeme.Reenactment.Sessions;

/// <summary>Room on disks, asked for before it is needed, and taken back from processes that were killed.</summary>
internal static class DiskSpace
{
    /// <param name="what">Begins the sentence: "Converting the weights takes".</param>
    /// <exception cref="UserFaultException">"disk-full".</exception>
    public static void Require(string folder, long bytes, string what)
    {
        var free = new DriveInfo(Path.GetFullPath(folder)).AvailableFreeSpace;
        if (free < bytes) throw Full(what, bytes, $"only {free / 1e9:0.0} GB are left");
    }

    /// <summary>The fault that <see cref="Require"/> throws, with what stood in the way.</summary>
    public static UserFaultException Full(string what, long bytes, string why, Exception? cause = null) =>
        new("disk-full", $"{what} {bytes / 1e9:0.0} GB on the disk of models/onnx, and {why}: make room there.", cause);

    /// <summary>Deletes files that nobody holds: who still writes one has it open for itself.</summary>
    public static void RemoveAbandoned(string folder, string pattern)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, pattern))
        {
            try
            {
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
                {
                }

                File.Delete(file);
            }
            catch (IOException)
            {
                // in use
            }
        }
    }
}
