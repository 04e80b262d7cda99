using HelloMeme.Media;
using HelloMeme.Studio.Jobs;

namespace HelloMeme.Studio.Gallery;

/// <summary>A file of a meme on its way out. Ranges are answered, so that players can seek.</summary>
internal static class MemeDownload
{
    /// <summary>Download: false shows it in the page. Recipe: false sends a copy without it; the AI mark is in every copy.</summary>
    public static IResult Answer(HttpContext http, StudioFolders folders, string path, MemeFormat format, bool? download, bool? recipe)
    {
        http.Response.Headers.CacheControl = "private, no-cache"; // kept by the browser, asked about each time: deleted or revoked is gone
        var name = download is true ? "meme" + MemeFiles.Ending(format) : null;
        return recipe is false
            ? Results.Stream(WithoutRecipe(path, folders), MemeFiles.ContentType(format), name, enableRangeProcessing: true)
            : Results.File(path, MemeFiles.ContentType(format), name, enableRangeProcessing: true);
    }

    // A copy that is gone when the answer is over; one that a crash leaves is swept at the next start.
    private static FileStream WithoutRecipe(string path, StudioFolders folders)
    {
        using var files = WorkFiles.In(folders.Incoming);
        var copy = files.New(".part");
        File.Copy(path, copy);
        Provenance.StripRecipe(copy);
        var stream = new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        files.Keep(copy);
        return stream;
    }
}
