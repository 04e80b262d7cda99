namespace HelloMeme.Studio.CommandLine;

/// <summary>What the verbs work with: where they write, who answers what they ask, and under which settings they run.</summary>
public sealed record CommandLineHost(TextWriter Output, TextWriter Error)
{
    /// <summary>Null where nobody is there to answer.</summary>
    public TextReader? Answers { get; init; }

    /// <summary>A line on <see cref="Error"/> can be drawn over, as on a terminal.</summary>
    public bool DrawsOver { get; init; }

    /// <summary>Over those of appsettings.json and the environment; "Studio:ModelsFolder" and the like.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The console that this process was started with.</summary>
    public static CommandLineHost OfProcess() => new(Console.Out, Console.Error)
    {
        Answers = Console.IsInputRedirected ? null : Console.In,
        DrawsOver = !Console.IsErrorRedirected,
    };

    /// <summary>The studio's services without the web server; logs stay silent so that the verbs' output is clean.</summary>
    public ServiceProvider CreateServices()
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: false)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(Settings)
            .Build();
        return new ServiceCollection().AddLogging().AddStudio(configuration).BuildServiceProvider();
    }
}
