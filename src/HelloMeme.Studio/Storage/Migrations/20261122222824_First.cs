using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HelloMeme.Studio.Storage.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Blobs",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    ReferenceCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Blobs", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Assets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    BlobHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Format = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Seconds = table.Column<double>(type: "REAL", nullable: true),
                    HasSound = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Created = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Assets_Blobs_BlobHash",
                        column: x => x.BlobHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Jobs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<string>(type: "TEXT", nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    Started = table.Column<long>(type: "INTEGER", nullable: true),
                    Ended = table.Column<long>(type: "INTEGER", nullable: true),
                    LeaseOwner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    LeaseUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    Fence = table.Column<long>(type: "INTEGER", nullable: false),
                    CancelRequested = table.Column<bool>(type: "INTEGER", nullable: false),
                    Phase = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Steps = table.Column<int>(type: "INTEGER", nullable: false),
                    CheckpointHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ErrorCode = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    ErrorSentence = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    ResultId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Jobs", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Jobs_Blobs_CheckpointHash",
                        column: x => x.CheckpointHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AnalysisResults",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    AssetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Settings = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    BlobHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnalysisResults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AnalysisResults_Assets_AssetId",
                        column: x => x.AssetId,
                        principalTable: "Assets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AnalysisResults_Blobs_BlobHash",
                        column: x => x.BlobHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Memes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Token = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Visibility = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Starred = table.Column<bool>(type: "INTEGER", nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    PortraitId = table.Column<Guid>(type: "TEXT", nullable: true),
                    DriverId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Recipe = table.Column<string>(type: "TEXT", nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    Seconds = table.Column<double>(type: "REAL", nullable: false),
                    Mp4Hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    WebPHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    GifHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    PngHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    PosterHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Memes_Assets_DriverId",
                        column: x => x.DriverId,
                        principalTable: "Assets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_Memes_Assets_PortraitId",
                        column: x => x.PortraitId,
                        principalTable: "Assets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_Memes_Blobs_GifHash",
                        column: x => x.GifHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memes_Blobs_Mp4Hash",
                        column: x => x.Mp4Hash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memes_Blobs_PngHash",
                        column: x => x.PngHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memes_Blobs_PosterHash",
                        column: x => x.PosterHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Memes_Blobs_WebPHash",
                        column: x => x.WebPHash,
                        principalTable: "Blobs",
                        principalColumn: "Hash",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Uploads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Owner = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Created = table.Column<long>(type: "INTEGER", nullable: false),
                    AssetId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Uploads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Uploads_Assets_AssetId",
                        column: x => x.AssetId,
                        principalTable: "Assets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AnalysisResults_AssetId_Settings",
                table: "AnalysisResults",
                columns: new[] { "AssetId", "Settings" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AnalysisResults_BlobHash",
                table: "AnalysisResults",
                column: "BlobHash");

            migrationBuilder.CreateIndex(
                name: "IX_Assets_BlobHash",
                table: "Assets",
                column: "BlobHash");

            migrationBuilder.CreateIndex(
                name: "IX_Assets_Owner_BlobHash",
                table: "Assets",
                columns: new[] { "Owner", "BlobHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assets_Owner_Created",
                table: "Assets",
                columns: new[] { "Owner", "Created" });

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_CheckpointHash",
                table: "Jobs",
                column: "CheckpointHash");

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_Owner_Created",
                table: "Jobs",
                columns: new[] { "Owner", "Created" });

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_State_Priority_Created",
                table: "Jobs",
                columns: new[] { "State", "Priority", "Created" });

            migrationBuilder.CreateIndex(
                name: "IX_Jobs_Token",
                table: "Jobs",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Memes_DriverId",
                table: "Memes",
                column: "DriverId");

            migrationBuilder.CreateIndex(
                name: "IX_Memes_GifHash",
                table: "Memes",
                column: "GifHash");

            migrationBuilder.CreateIndex(
                name: "IX_Memes_Mp4Hash",
                table: "Memes",
                column: "Mp4Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Memes_Owner_Created",
                table: "Memes",
                columns: new[] { "Owner", "Created" });

            migrationBuilder.CreateIndex(
                name: "IX_Memes_PngHash",
                table: "Memes",
                column: "PngHash");

            migrationBuilder.CreateIndex(
                name: "IX_Memes_PortraitId",
                table: "Memes",
                column: "PortraitId");

            migrationBuilder.CreateIndex(
                name: "IX_Memes_PosterHash",
                table: "Memes",
                column: "PosterHash");

            migrationBuilder.CreateIndex(
                name: "IX_Memes_Token",
                table: "Memes",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Memes_WebPHash",
                table: "Memes",
                column: "WebPHash");

            migrationBuilder.CreateIndex(
                name: "IX_Uploads_AssetId",
                table: "Uploads",
                column: "AssetId");

            migrationBuilder.CreateIndex(
                name: "IX_Uploads_Owner_Created",
                table: "Uploads",
                columns: new[] { "Owner", "Created" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AnalysisResults");

            migrationBuilder.DropTable(
                name: "Jobs");

            migrationBuilder.DropTable(
                name: "Memes");

            migrationBuilder.DropTable(
                name: "Uploads");

            migrationBuilder.DropTable(
                name: "Assets");

            migrationBuilder.DropTable(
                name: "Blobs");
        }
    }
}
