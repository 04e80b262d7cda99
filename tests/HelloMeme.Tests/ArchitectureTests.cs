using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using HelloMeme.Media;
using Xunit;

namespace HelloMeme.Tests;

/// <summary>The house's arrows, file sizes and banned names (docs/house.md): what a reviewer would otherwise have to watch.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("HelloMeme.Graph", "")]
    [InlineData("HelloMeme.Media", "")]
    [InlineData("HelloMeme.Reenactment", "HelloMeme.Graph HelloMeme.Media")]
    [InlineData("HelloMeme.Studio", "HelloMeme.Media HelloMeme.Reenactment")]
    public void Project_references_follow_the_arrows(string project, string allowed)
    {
        var csproj = XDocument.Load(Path.Combine(Root, "src", project, project + ".csproj"));
        var references = csproj.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Equal(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), references.Order());
    }

    [Theory]
    [InlineData("Rig", "")]
    [InlineData("Motion", "")]
    [InlineData("Sessions", "")]
    [InlineData("Faces", "Rig Motion Sessions")]
    [InlineData("Draft", "Rig Motion")]
    [InlineData("Samples", "Rig")]
    [InlineData("Diffusion", "Draft Faces Rig Motion Sessions")]
    public void Reenactment_folders_follow_the_arrows(string folder, string allowed)
    {
        var names = allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(folder).ToHashSet();
        var strays =
            from file in SourceFiles($"src/HelloMeme.Reenactment/{folder}")
            from Match use in ReenactmentNamespace().Matches(File.ReadAllText(file))
            where !names.Contains(use.Groups[1].Value)
            select $"{Path.GetFileName(file)} uses {use.Groups[1].Value}";
        Assert.Empty(strays);
    }

    [Theory]
    [InlineData("Onnx", "Checkpoints")]
    [InlineData("Checkpoints", "Onnx")]
    [InlineData("TfLite", "Onnx")]
    [InlineData("Layers", "Checkpoints Onnx")]
    [InlineData("Networks", "Layers Checkpoints Onnx")]
    public void Graph_folders_follow_the_arrows(string folder, string allowed)
    {
        var names = allowed.Split(' ').Append(folder).ToHashSet();
        var strays =
            from file in SourceFiles($"src/HelloMeme.Graph/{folder}")
            from Match use in GraphNamespace().Matches(File.ReadAllText(file))
            where !names.Contains(use.Groups[1].Value)
            select $"{Path.GetFileName(file)} uses {use.Groups[1].Value}";
        Assert.Empty(strays);
    }

    [Fact]
    public void Only_media_knows_skia_magick_and_ffmpeg()
    {
        var strays = SourceFiles("src")
            .Where(f => !f.Contains("HelloMeme.Media", StringComparison.Ordinal))
            .Where(f => Regex.IsMatch(File.ReadAllText(f), @"\b(SkiaSharp|ImageMagick|FFMpegCore)\b\.?", RegexOptions.None))
            .Select(Relative);
        Assert.Empty(strays);

        var foreign =
            from type in typeof(Frame).Assembly.GetExportedTypes()
            from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            from used in TypesOf(member)
            where used.FullName is { } name && Regex.IsMatch(name, "^(SkiaSharp|ImageMagick|FFMpegCore)")
            select $"{type.Name}.{member.Name} shows {used.Name}";
        Assert.Empty(foreign);
    }

    [Fact]
    public void Files_stay_small()
    {
        var sizes = SourceFiles("src").Concat(SourceFiles("tests")).Concat(SourceFiles("wwwroot/js", "*.js")).Select(f => (File: Relative(f), Lines: File.ReadLines(f).Count())).ToArray();
        Assert.Empty(sizes.Where(s => s.Lines > 400).Select(s => $"{s.File}: {s.Lines} lines"));
        Assert.True(sizes.Count(s => s.Lines <= 250) >= 0.9 * sizes.Length, "More than a tenth of the files are over 250 lines.");
        Assert.Empty(SourceFiles("src", "*.razor").Where(f => File.ReadLines(f).Count() > 80).Select(Relative));
    }

    [Fact]
    public void Types_are_not_called_manager_helper_util_base_or_impl()
    {
        var names = SourceFiles("src").Select(Path.GetFileNameWithoutExtension).Where(n => Regex.IsMatch(n!, "(Manager|Helper|Utils?|Base|Impl)$"));
        Assert.Empty(names);
    }

    [Fact]
    public void Source_names_no_temporary_folder_and_calls_no_shell()
    {
        var pattern = new Regex(@"/tmp\b|/bin/sh|""bash""|""sh""|cmd\.exe|powershell", RegexOptions.IgnoreCase);
        Assert.Empty(SourceFiles("src").Where(f => pattern.IsMatch(File.ReadAllText(f))).Select(Relative));
    }

    private static IEnumerable<string> SourceFiles(string folder, string pattern = "*.cs") =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !Regex.IsMatch(f, @"[/\\](obj|bin|node_modules|Migrations)[/\\]"));

    private static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType),
        ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HelloMeme.Studio.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside a checkout: HelloMeme.Studio.sln was not found above them.");
    }

    [GeneratedRegex(@"HelloMeme\.Reenactment\.(\w+)")]
    private static partial Regex ReenactmentNamespace();

    [GeneratedRegex(@"HelloMeme\.Graph\.(\w+)")]
    private static partial Regex GraphNamespace();
}
